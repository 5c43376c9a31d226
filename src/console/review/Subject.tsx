// src/console/review/Subject.tsx —— 送审的内容:the report in force, what changed since the last review, what the opinion will bind to

import { formName } from '../parts/formNames.ts';
import { fullWidth } from '../parts/fullWidth.ts';
import { Icon } from '../parts/Icon.tsx';
import { names } from '../parts/Person.tsx';
import { paperUrl } from '../wire/recordUrls.ts';
import type { CaseView } from '../wire/shapes.ts';
import { changeWords } from './changeWords.ts';

export function Subject({ view }: { view: CaseView }) {
  const report = view.acts.findLast((act) => act.step === 'investigationConcluded' && !act.voided);
  const submitted = view.acts.findLast((act) => act.step === 'reviewSubmitted' && !act.voided);
  const before = view.acts.findLast((act) => act.step === 'legalReviewed' && !act.voided);
  return (
    <div>
      <section className="panel" aria-label="与上次审核比对">
        <div className="vs">
          <span>比对</span>
          <b>现在的送审稿</b>
          {before ? (
            <span>
              与 {before.on} 审过的（第{before.n}条）
            </span>
          ) : (
            <span>首次送审，没有可比对的</span>
          )}
          <span className="sp" />
          {before && (
            <span>
              <ins>现在</ins>　<del>审核时</del>
            </span>
          )}
        </div>
        {before && <Changes view={view} />}
        <div className="vs bottom">
          <Icon name="proof" />
          <span>本意见将绑定现在的当事人、事实、证据、金额和条文　此后一字有改，意见即不适用</span>
        </div>
      </section>
      {report && (
        <section className="panel gap-top" aria-label="送审稿">
          <div className="vs">
            <b>调查终结报告</b>
            <span>
              {report.on}　{names(report.by)}
            </span>
            <span className="sp" />
            {report.papers.map((paper) => (
              <a className="file" key={paper.form} href={paperUrl(view.id, report.n, paper.form)} target="_blank" rel="noreferrer">
                <Icon name="paper" />
                {formName(paper.form, paper.name)}
              </a>
            ))}
          </div>
          <div className="subject">
            <Fields fields={report.fields} />
          </div>
        </section>
      )}
      {submitted && (
        <section className="panel gap-top" aria-label="送审说明">
          <div className="vs">
            <b>送审说明</b>
            <span>
              {submitted.on}　{names(submitted.by)}
            </span>
          </div>
          <div className="subject">
            <Fields fields={submitted.fields} />
          </div>
        </section>
      )}
      {before && (
        <section className="panel gap-top" aria-label="上次意见">
          <div className="vs">
            <b>上次意见</b>
            <span>
              {before.on}　{names(before.by)}
            </span>
          </div>
          <div className="subject">
            <Fields fields={before.fields.filter((field) => field.key !== 'points')} />
          </div>
        </section>
      )}
    </div>
  );
}

function Changes({ view }: { view: CaseView }) {
  const changes = view.review?.changes ?? [];
  if (changes.length === 0)
    return (
      <div className="diff">
        <p className="same">与上次审核的内容一致，没有改动</p>
      </div>
    );
  return (
    <ol className="diff">
      {changes.map((change, i) => {
        const words = changeWords(change);
        return (
          <li key={change.path}>
            <span className="mark">{i + 1}</span>
            <span className="place">{words.place}</span>
            <del>{words.before}</del>
            <ins>{words.after}</ins>
          </li>
        );
      })}
    </ol>
  );
}

const Fields = ({ fields }: { fields: CaseView['acts'][number]['fields'] }) => (
  <dl className="fields">
    {fields
      .filter((field) => field.key !== 'sanction')
      .map((field) => [<dt key={field.key}>{fullWidth(field.label)}</dt>, <dd key={`${field.key}:`}>{fullWidth(field.text)}</dd>])}
  </dl>
);
