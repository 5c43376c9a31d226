// src/console/case/CaseHead.tsx —— 案件的抬头:title, party (masked until asked), item, procedure, handlers
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { yuan } from '../../base/money.ts';
import { type PartyKind, partyKinds } from '../../law/vocabulary.ts';
import { shortDate } from '../parts/days.ts';
import { Icon } from '../parts/Icon.tsx';
import { names } from '../parts/Person.tsx';
import { ask } from '../wire/http.ts';
import type { CaseView } from '../wire/shapes.ts';
import { endingOf } from './ending.ts';

type FullParty = {
  party: { name: string; citizenId?: string; uscc?: string; representative?: string; address: string; phone: string } | null;
  suspect?: string | null;
};

export function CaseHead({ view }: { view: CaseView }) {
  const number = view.caseNumber ?? view.clueNumber;
  const ending = endingOf(view);
  return (
    <>
      <nav className="crumb" aria-label="所在位置">
        <Link to="/">案件</Link>
        <span>/</span>
        <span>{number}</span>
      </nav>
      <div className="ch">
        <div className="main">
          <h1>
            {view.party === '—' || view.party === '当事人待查明' ? '' : `${view.party} `}
            {view.cause}
            {view.caseNumber ? '案' : ''}
            {ending && <span className="ended">{ending.says}</span>}
          </h1>
          <dl className="meta">
            {ending && (
              <div>
                <dt>{ending.says}</dt>
                <dd>
                  {shortDate(ending.on, view.today)} {ending.by}（第{ending.n}条）
                </dd>
              </div>
            )}
            <div>
              <dt>当事人</dt>
              <dd>
                <Party view={view} />
              </dd>
            </div>
            {view.item && (
              <div>
                <dt>事项</dt>
                <dd>
                  {view.item.code} {view.item.name}
                </dd>
              </div>
            )}
            <div>
              <dt>程序</dt>
              <dd>
                {view.procedure.name.replace('(', '（').replace(')', '）')}，{view.procedure.version}版
              </dd>
            </div>
            {view.handlers.length > 0 && (
              <div>
                <dt>承办</dt>
                <dd>{names(view.handlers)}</dd>
              </div>
            )}
            {view.decisionNumber && (
              <div>
                <dt>决定</dt>
                <dd>
                  <b>{view.decisionNumber}</b>
                </dd>
              </div>
            )}
            {view.majority && (
              <div>
                <dt>重大</dt>
                <dd>
                  {view.majority.isMajor ? '属于应当法制审核的重大执法决定' : '不属于重大执法决定'}
                  {view.majority.isGrave ? '，须集体讨论' : ''}；{names(view.majority.by)} {shortDate(view.majority.on, view.today)} 认定
                </dd>
              </div>
            )}
            {view.account && (
              <div>
                <dt>罚款</dt>
                <dd>
                  {yuan(view.account.fine)}元，已缴{yuan(view.account.paid)}元
                  {view.account.late > 0 && <span className="late">，加处{yuan(view.account.late)}元</span>}
                  {view.account.owed > 0 && `，尚欠${yuan(view.account.owed)}元`}
                </dd>
              </div>
            )}
            {view.hits.length > 0 && (
              <div>
                <dt>目录</dt>
                <dd className="soon">{view.hits.join('；')}</dd>
              </div>
            )}
            {view.crime.length > 0 && (
              <div>
                <dt>刑事标准</dt>
                <dd className="late">{view.crime.join('；')}</dd>
              </div>
            )}
          </dl>
        </div>
        <button type="button" className="btn no-print" onClick={() => window.print()}>
          打印本页
        </button>
      </div>
    </>
  );
}

function Party({ view }: { view: CaseView }) {
  const [full, setFull] = useState<FullParty>();
  const [wrong, setWrong] = useState<string>();
  const kind = view.partyKind ? partyKinds[view.partyKind as PartyKind] : undefined;
  const show = () =>
    ask<FullParty>(`/api/cases/${view.id}/personal?purpose=wholeParty`).then(setFull, (error: Error) => setWrong(error.message));
  if (full) {
    const { party, suspect } = full;
    const rest = party
      ? [party.citizenId ?? party.uscc, party.representative && `负责人${party.representative}`, party.address, party.phone]
          .filter(Boolean)
          .join('　')
      : '';
    return (
      <>
        <b>{party?.name ?? suspect ?? '未登记'}</b>　{rest}
        {'　'}
        <button type="button" className="link" onClick={() => setFull(undefined)}>
          收起
        </button>
      </>
    );
  }
  if (view.party === '—') return <>待查明</>;
  return (
    <>
      <span className="masked">{view.party}</span>
      {kind && `·${kind}`}
      {'　'}
      <button type="button" className="link no-print" onClick={() => void show()}>
        <Icon name="eye" /> 显示全名（留查阅记录）
      </button>
      {wrong && <span className="late">　{wrong}</span>}
    </>
  );
}
