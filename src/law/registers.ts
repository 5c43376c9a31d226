// src/law/registers.ts —— 法眼中的名册:what the rules may ask of the registers, always "as of" a date
import type { PlainDate } from '../base/dates.ts';
import type { Fen } from '../base/money.ts';
import type { ActingRule, Capacity } from './acting.ts';
import type { Cite } from './articles/statutes.ts';
import type { LevyRule } from './reckoning/levies.ts';
import type { ActType, PartyKind, StepId } from './vocabulary.ts';

/** 岗位: what a person may sign as. Administrators hold no business post. */
export const posts = {
  officer: '执法人员',
  sectionHead: '承办机构负责人',
  legalReviewer: '法制审核人员',
  head: '行政机关负责人',
  hearingHost: '听证主持人',
  archivist: '档案管理人员',
  publicityOfficer: '公示管理人员',
  supervisor: '执法监督人员',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
} as const;
export type Post = keyof typeof posts;

export type PersonId = string;
export type Person = {
  id: PersonId;
  name: string;
  unit: string;
  position: string;
  demo?: boolean;
  legalQualification?: string;
  /** 正职负责人或者主持工作的负责人: of the heads, the one some acts are reserved to (移送规定§5). */
  chief?: boolean;
};
/** 执法证 in the state it had on the asked day; `valid` false comes with the reason in Chinese. */
export type Certificate = { number: string; validFrom: PlainDate; validTo: PlainDate; actTypes: string[]; valid: boolean; why?: string };

/** One sanction of an item. `basis`: how the range is measured; `min`/`max` in 倍, 元, 元/unit. */
export type Sanction = {
  kind: string; // 罚款 | 没收违法所得 | …
  mode: 'may' | 'must';
  basis?: 'multiple' | 'range' | 'perArea' | 'perTree' | 'perVolume' | 'fixed';
  base?: string; // 恢复植被和林业生产条件所需费用
  object?: string; // 没收、吊销的对象
  min?: number;
  max?: number;
  unit?: string;
  condition?: string;
};
/** A tier of the discretion standard; with `condition` it is meant for the sanction of that condition only. */
export type Tier = { tier: string; when: string; fineMin?: number; fineMax?: number; unit?: string; condition?: string; source: string };
/** Crime threshold of an item: reached when the quantity named `measure` is at least `atLeast` `unit`. */
export type CrimeThreshold = { measure: string; atLeast: number; unit: string; says: string; basis: string };
/** 行政确认 of what: a tree's grade, felling and replanting, a question of a case, a forest fire. */
export const confirmedKinds = { tree: '古树认定', felling: '采伐更新验收', question: '专门性问题认定', fire: '森林火灾调查评估' } as const;
export type Confirmed = keyof typeof confirmedKinds;
/** An enforcement item (执法事项) as the published list has it. */
export type Item = {
  code: string;
  name: string;
  actType: string; // penalty …
  typeName: string; // 行政处罚
  breach: { law: string; article: string; gist: string }[];
  penalty: { law: string; article: string; gist: string }[];
  sanctions: Sanction[];
  correctiveOrders: string[];
  tiers: Tier[];
  crime?: { name: string; texts: string[]; thresholds: CrimeThreshold[]; source: string };
  reviewTriggers: string[];
  recordingSteps: { step: string; level: string }[];
  usable: boolean; // false for `needs-update`
  whyUnusable?: string;
  publishedFrom: PlainDate;
  /** 本局决定, or 初审 for a higher authority: as the list says. */
  role?: string;
  /** The term the list gives, where a law or regulation gives another than 许可法§42. */
  timeLimit?: { days: number | null; unit: string | null };
  charge?: { has: boolean; item?: string };
  /** Every decision on it goes to legal review. */
  reviewAlways?: boolean;
  /** For other acts: the kinds of the light flow it may run as, or `dispute`. */
  handledAs?: string[];
  /** Kinds of party the item is for; all where it does not say. */
  parties?: PartyKind[];
  /** What a confirmation of this item finds out, for the rules that differ by it. */
  confirms?: Confirmed;
  /** All legal bases with their versions, as the list shows them. */
  basis?: { law: string; version?: string; role?: string; article?: string }[];
};

export type CalendarYear = { holidays: Record<string, string>; workdays: Record<string, string> };
/** Working-day data: years not in `years` are never computed silently. */
export type Calendar = { version: string; source: string; years: Record<string, CalendarYear> };

export type Agency = {
  id: string; // panjin
  name: string; // 盘锦市林业和湿地保护管理局
  shortCode: string; // 盘林湿
  uscc?: string;
  kind: 'municipalDepartment' | 'verticalAgency' | 'justiceBureau';
  superior?: string; // 上一级主管部门, for vertical agencies
  region: string; // 盘锦市
  government: string; // 盘锦市人民政府
  court: string; // 有管辖权的人民法院
  address: string;
  phone: string;
  bank: { name: string; address: string; account: string };
};

/** A document form of the agency's list (文书清单): its name, what it must hold, whether it bears a seal and a number (文种代字). */
export type Form = {
  code: string; // CF29
  name: string; // 行政处罚决定书
  actType: string; // 通用、行政处罚 …
  stage: string;
  external: boolean;
  sealRequired: boolean;
  serviceReceiptRequired: boolean;
  docNumberAbbr: string | null;
  legalBasis: string;
  fields: { key: string; label: string; type: string; required: boolean }[];
  core: boolean;
};

/** A dated, configurable default (marks [M] and [V] of the handbook). */
export type ParameterKey =
  | 'clue.verifyDays' // 日,线索核查
  | 'statement.days' // 工作日,陈述申辩
  | 'hearing.fine.citizen' // 元
  | 'hearing.fine.soleTrader' // 元
  | 'hearing.fine.org' // 元
  | 'hearing.confiscation.citizen'
  | 'hearing.confiscation.org'
  | 'review.fine.citizen' // 元,重大法制审核目录
  | 'review.fine.org'
  | 'simple.fine.citizen' // 元,当场处罚上限
  | 'simple.fine.soleTrader'
  | 'simple.fine.org'
  | 'simple.collect' // 元
  | 'simple.reportDays' // 工作日
  | 'service.announceDays' // 日
  | 'review.confiscation.citizen' // 元
  | 'review.confiscation.org'
  | 'review.days' // 工作日
  | 'review.extraDays'
  | 'penalty.caseDays' // 日
  | 'archive.days' // 日
  | 'publication.days' // 工作日
  | 'publication.generalMonths' // 月,一般失信公示期上限
  | 'officer.trainingHours' // 小时,每年培训
  | 'officer.firstTrainingHours' // 小时,首次取证培训
  | 'officer.warnDays' // 日,执法证到期前提醒
  | 'backdate.hours'
  | 'review.seizure' // 元,查封扣押财物价值的法制审核标准
  | 'enforcement.nightFrom' // 时,夜间自
  | 'enforcement.nightTo' // 时,夜间至
  | 'inspection.yearlyCap' // 次,同一检查对象每年日常检查、专项检查
  | 'inspection.urgentDays' // 日,紧急检查补办批准
  | 'inspection.resultDays' // 工作日,告知检查结果
  | 'inspection.recheckDays' // 工作日,改正期限届满后复查
  | 'confirmation.acceptDays' // 工作日,受理
  | 'confirmation.days' // 工作日,办结
  | 'tree.cityRaised' // 1:省人民政府已决定城市内古树提级保护
  | 'review.levy' // 元,征收法制审核标准
  | 'others.days' // 工作日,其他行政行为
  | 'others.recordDays' // 工作日,备案
  | 'dispute.days'; // 日,权属争议调处

export type EvidenceFacts = {
  id: string;
  name: string;
  mediaType: string;
  digest: string;
  size: number;
  capturedOn?: PlainDate;
  takenBy: PersonId[];
};
/** A fine already decided against the same party, for 一事不二罚 (处罚法§29). */
export type PriorFine = { caseNo: string; itemCode: string; actFrom?: PlainDate; actTo?: PlainDate; fine: Fen };

/** An inspection of the same subject in another case, approved or reported as urgent and not called off; `kind`: 日常、专项、个案. */
export type PriorInspection = { caseNo: string; on: PlainDate; kind: 'routine' | 'special' | 'single' };

/** What another case says about joining and splitting: which step, and the number of the case it is about. */
export type OtherCase = { number: string; says: { step: StepId; about: string }[]; decisions?: DecidedElsewhere[] };
/** A decision of another case that a coercion may rest on: when made and served, whether it fell, what it imposed and whether that is paid. */
export type DecidedElsewhere = {
  number: string;
  on: PlainDate;
  servedOn?: PlainDate;
  undone?: boolean;
  paid?: boolean;
  fine?: Fen;
  gains?: Fen;
  /** Taken over from an old file: of its service nothing is known here. */
  imported?: boolean;
};

/** The registers as the law sees them. Implementations answer as of the given date and never guess. */
export type Registers = {
  agency: Agency;
  calendar: Calendar;
  person(id: PersonId): Person | undefined;
  holds(id: PersonId, post: Post, on: PlainDate): boolean;
  certificate(id: PersonId, on: PlainDate): Certificate | undefined;
  item(code: string, on: PlainDate): Item | undefined;
  form(code: string): Form | undefined;
  parameter(key: ParameterKey, on: PlainDate): number;
  /** The standard of a levy in force on the day. */
  levy(item: string, on: PlainDate): LevyRule | undefined;
  /** For whom the person acts: the agency, or an authorised or entrusted organisation. */
  capacity(id: PersonId, on: PlainDate): Capacity;
  actingRule(actType: ActType, on: PlainDate): ActingRule | undefined;
  evidence(id: string): EvidenceFacts | undefined;
  /** Fines that stand against the party in other cases, under whatever item. */
  priorFines(partyKey: string): PriorFine[];
  /** Inspections of the subject in other cases in the calendar year of the day (国办发〔2024〕54号). */
  inspectionsThisYear(subjectKey: string, on: PlainDate): PriorInspection[];
  /** The case of the agency with this number (案号). */
  otherCase(no: string): OtherCase | undefined;
};

/** One rule's citation with the sentence people read. */
export type Reason = { gate: string; basis: Cite; says: string; detail?: string };
