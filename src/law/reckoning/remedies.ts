// src/law/reckoning/remedies.ts —— 救济途径:where, within what time and in what order a decision may be challenged

import type { Cite } from '../articles/statutes.ts';
import type { Agency } from '../registers.ts';

export type RemedyCase = {
  onTheSpot?: boolean; // 当场作出的行政处罚决定
  resourceRights?: boolean; // 侵犯已经依法取得的自然资源所有权、使用权的决定
  failureToAct?: boolean; // 未履行法定职责
  informationRefused?: boolean; // 政府信息不予公开
  document?: string; // what the party receives; default 本决定书
};
export type Remedies = {
  reviewOrgan: string;
  reviewDays: 60;
  court: string;
  suitMonths: 6;
  reviewFirst: boolean;
  basis: Cite[];
  text: string;
};

/** 行政复议机关 by kind of agency (复议法第24、27、28条). A municipal department answers to the government of its own level alone. */
function reviewOrgan(agency: Agency): { organ: string; basis: Cite } {
  switch (agency.kind) {
    case 'municipalDepartment':
      return { organ: agency.government, basis: '复议法§24' };
    case 'verticalAgency':
      return { organ: agency.superior ?? '上一级主管部门', basis: '复议法§27' };
    case 'justiceBureau':
      return { organ: `${agency.government}或者上一级司法行政部门`, basis: '复议法§28' };
  }
}

/**
 * The remedies a decision must tell (处罚法第52、59条), in statutory wording.
 * Where 复议法第23条 demands review first, the text says so and offers no direct suit.
 */
export function remedies(agency: Agency, when: RemedyCase = {}): Remedies {
  const { organ, basis } = reviewOrgan(agency);
  const reviewFirst = Boolean(when.onTheSpot || when.resourceRights || when.failureToAct || when.informationRefused);
  const from = `自收到${when.document ?? '本决定书'}之日起`;
  const review = `${from}六十日内向${organ}申请行政复议`;
  const text = reviewFirst
    ? `如不服本决定，应当先${review}；对行政复议决定不服的，可以自收到行政复议决定书之日起十五日内依法向人民法院提起行政诉讼。`
    : `如不服本决定，可以${review}，也可以${from}六个月内依法直接向${agency.court}提起行政诉讼。`;
  return {
    reviewOrgan: organ,
    reviewDays: 60,
    court: agency.court,
    suitMonths: 6,
    reviewFirst,
    basis: reviewFirst ? ['复议法§20', '复议法§23', basis, '诉讼法§45'] : ['复议法§20', basis, '诉讼法§46'],
    text,
  };
}
