// src/console/case/tabs/MatrixTab.tsx —— 事实与证据:each fact of the report against each item; a lone proof is flagged
import { Empty } from '../../parts/states.tsx';
import type { CaseView } from '../../wire/shapes.ts';

const counted = ['', '只有一份', '两份互证', '三份互证'];

/** Pieces of evidence and records that prove a fact. */
const proofs = (fact: { evidence: string[]; records?: unknown[] }) => fact.evidence.length + (fact.records?.length ?? 0);

export function MatrixTab({ view }: { view: CaseView }) {
  const { matrix } = view;
  if (!matrix) return <Empty title="还没有调查终结报告">报告里每个事实都要关联证据，在这里对照。</Empty>;
  const used = view.evidence.filter((each) => matrix.facts.some((fact) => fact.evidence.includes(each.id)));
  const label = (id: string) => {
    const found = view.evidence.find((each) => each.id === id);
    return found ? `${found.label} ${found.name}` : id;
  };
  return (
    <div className="gap-top">
      <div className="scroll">
        <table className="mx">
          <thead>
            <tr>
              <th scope="col">待证事实</th>
              {used.map((each) => (
                <th scope="col" key={each.id}>
                  <b>{each.label}</b>
                  <span title={each.name}>{each.name}</span>
                </th>
              ))}
              <th scope="col">看法</th>
            </tr>
          </thead>
          <tbody>
            {matrix.facts.map((fact) => (
              <tr key={fact.text}>
                <th scope="row">{fact.text}</th>
                {used.map((each) => (
                  <td key={each.id}>
                    {fact.evidence.includes(each.id) && (
                      <>
                        <i className="e1" />
                        <span className="vh">证明</span>
                      </>
                    )}
                  </td>
                ))}
                <td className={proofs(fact) < 2 ? 'soon' : undefined}>
                  {proofs(fact) === 0 ? '没有证据' : (counted[proofs(fact)] ?? `${proofs(fact)}份互证`)}
                  {fact.records && fact.records.length > 0 && <span className="mute small">（含笔录{fact.records.length}份）</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="hint">
        {matrix.unquoted.length + matrix.unquotedRecords.length > 0 ? (
          <>报告没有引用的证据：{[...matrix.unquoted.map(label), ...matrix.unquotedRecords.map((n) => `第${n}条（笔录）`)].join('、')}。</>
        ) : (
          '入卷的证据都已引用。'
        )}
      </p>
    </div>
  );
}
