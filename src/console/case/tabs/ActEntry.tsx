// src/console/case/tabs/ActEntry.tsx —— 经过的一条:who, when, under which article; papers, evidence, its proof

import { useEffect, useRef, useState } from 'react';
import { dayAndTime, shortDate, shortInstant, weekdayOf } from '../../parts/days.ts';
import { formName } from '../../parts/formNames.ts';
import { fullWidth } from '../../parts/fullWidth.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Law } from '../../parts/Law.tsx';
import { names } from '../../parts/Person.tsx';
import { ask } from '../../wire/http.ts';
import { paperUrl, receiptUrl } from '../../wire/recordUrls.ts';
import type { CaseView, ReadField } from '../../wire/shapes.ts';
import { gistOf } from './gist.ts';
import { Shots } from './Shots.tsx';

type Act = CaseView['acts'][number];

export function ActEntry({ act, view, selected }: { act: Act; view: CaseView; selected: boolean }) {
  const [open, setOpen] = useState(false);
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const [recordedOn, time] = dayAndTime(act.recordedAt);
  const gist = gistOf(act.fields);
  const evidence = view.evidence.filter((each) => act.evidence.includes(each.id));
  return (
    <li ref={element} className={`${selected ? 'sel ' : ''}${act.voided ? 'void' : ''}`}>
      <div className="when">
        {shortDate(act.on, view.today)}
        <small>
          {weekdayOf(act.on)}
          {recordedOn === act.on && ` ${time}`}
        </small>
      </div>
      <span className={`pt${act.fact ? ' fact' : ''}`} />
      <div className="what">
        <div className="hd">
          <h3>{act.name}</h3>
          <span className="by">
            {names(act.by)}
            {act.fact && '　事实，照录'}　<Law cite={act.basis} />
            {recordedOn !== act.on && <span className="mute">　{shortInstant(act.recordedAt, view.today)} 记入</span>}
          </span>
          {act.voided && <span className="tag plume">已作废</span>}
          {act.corrected && <span className="tag plume">已更正，显示更正后</span>}
          <button type="button" className="link small mute no-print open-all" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '收起' : '全文'}
            <span className="vh">
              ：第{act.n}条{act.name}
            </span>
          </button>
          <a className="pf" href={receiptUrl(view.id, act.n)} download>
            <Icon name="proof" />第{act.n}条<span className="vh">，已入账，下载凭证</span>
          </a>
        </div>
        {gist && !open && <p className="gist">{fullWidth(gist)}</p>}
        {evidence.length > 0 && <Shots evidence={evidence} />}
        {act.papers.length > 0 && (
          <div className="files">
            {act.papers.map((paper) => (
              <a key={paper.form} className="file" href={paperUrl(view.id, act.n, paper.form)} target="_blank" rel="noreferrer">
                <Icon name="paper" />
                {formName(paper.form, paper.name)} {paper.number && <span className="mute">{paper.number}</span>}
              </a>
            ))}
          </div>
        )}
        {open && <Content act={act} caseId={view.id} />}
      </div>
    </li>
  );
}

function Content({ act, caseId }: { act: Act; caseId: string }) {
  const [full, setFull] = useState<ReadField[]>();
  const [wrong, setWrong] = useState<string>();
  const show = () =>
    ask<{ fields: ReadField[] }>(`/api/cases/${caseId}/acts/${act.n}/personal?purpose=wholeRecord`).then(
      (answer) => setFull(answer.fields),
      (error: Error) => setWrong(error.message),
    );
  const fields = full ?? act.fields;
  return (
    <>
      <dl className="fields">
        {fields
          .filter((field) => field.key !== 'sanction')
          .map((field) => [
            <dt key={field.key}>{fullWidth(field.label)}</dt>,
            <dd key={`${field.key}:`} className={field.cut ? 'cut' : undefined}>
              {fullWidth(field.text)}
            </dd>,
          ])}
      </dl>
      {!full && (
        <button type="button" className="link small no-print" onClick={() => void show()}>
          <Icon name="eye" /> 显示隐去的内容（留查阅记录）
        </button>
      )}
      {wrong && <p className="bad-msg">{fullWidth(wrong)}</p>}
    </>
  );
}
