// src/console/importing/ImportPage.tsx —— 导入历史案卷:template, a trial that records nothing, the report row by row, and the import
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportReport } from '../../casework/importing/importCases.ts';
import { holds, useMe } from '../app/session.tsx';
import { Empty, Trouble } from '../parts/states.tsx';
import { sendFile } from '../wire/http.ts';
import { client } from '../wire/queries.ts';

const importing = (file: File, dry: boolean) => sendFile<ImportReport>(`/api/imports/cases?dry=${dry ? 'yes' : 'no'}`, file);

/** The archivist's page. What is imported comes out of the file as it is; a faulty row is left for the person to mend. */
export function ImportPage() {
  const me = useMe();
  const [file, setFile] = useState<File>();
  const trial = useMutation({ mutationFn: (chosen: File) => importing(chosen, true) });
  const real = useMutation({
    mutationFn: (chosen: File) => importing(chosen, false),
    onSuccess: () => client.invalidateQueries({ queryKey: ['cases'] }),
  });
  if (!holds(me, 'archivist')) return <Empty title="历史案卷由档案管理人员导入">您没有这个岗位。</Empty>;
  const choose = (chosen: File | undefined) => {
    real.reset();
    trial.reset();
    setFile(chosen);
    if (chosen) trial.mutate(chosen);
  };
  const report = real.data ?? trial.data;
  const busy = trial.isPending || real.isPending;
  return (
    <>
      <div className="bar gap-top">
        <h1>导入历史案卷</h1>
        <span className="mute small">
          本系统启用以前办结的案卷，照录原卷，每行一件；导入后标明“导入的历史案卷”，错的只能更正、不能改写。
        </span>
      </div>
      <div className="panel gap-top importing">
        <ol>
          <li>
            <a className="link" href="/api/imports/template" download>
              下载模板（XLSX）
            </a>
            ，每行填写一件；“填写说明”一页写明每列怎样填。号码各列设为文本。
          </li>
          <li>
            选择填好的文件（XLSX 或者 CSV，不超过16MB）
            <input
              id="import-file"
              className="vh"
              type="file"
              accept=".xlsx,.csv"
              disabled={busy}
              onChange={(event) => {
                choose(event.target.files?.[0]);
                event.target.value = '';
              }}
            />
            <div className="pick">
              <label className="btn" htmlFor="import-file">
                选择文件
              </label>
              {file && <span className="mute">{file.name}</span>}
            </div>
          </li>
          <li>先试读：逐行检查，什么都不记录。没有问题的行可以导入，有问题的行改好后再导入一次，已经导入的不会重复。</li>
        </ol>
      </div>
      {busy && (
        <p role="status" className="gap-top">
          {real.isPending ? '正在导入，请不要关闭本页……' : '正在试读……'}
        </p>
      )}
      {(trial.error ?? real.error) && <Trouble error={(real.error ?? trial.error)!} />}
      {report && !busy && <Report report={report} done={real.data !== undefined} go={file && (() => real.mutate(file))} />}
    </>
  );
}

function Report({ report, done, go }: { report: ImportReport; done: boolean; go?: () => void }) {
  return (
    <section className="panel gap-top importing" aria-label="逐行报告">
      <p role="status">
        <b>
          {done ? `导入了${report.imported}件` : `可以导入${report.ready}件`}
          {report.already > 0 && `，以前已经导入${report.already}件`}
          {report.faulty > 0 && `，有问题${report.faulty}行（没有导入）`}
        </b>
        <span className="mute">，共{report.rows}行。</span>
      </p>
      {!done && report.ready > 0 && go && (
        <div className="row-btns">
          <button type="button" className="btn pri" onClick={go}>
            导入这{report.ready}件
          </button>
        </div>
      )}
      <Faults report={report} />
    </section>
  );
}

function Faults({ report }: { report: ImportReport }) {
  const faulty = report.list.filter(({ state }) => state === 'faulty');
  if (faulty.length === 0) return null;
  return (
    <div className="scroll gap-top">
      <table className="tb">
        <caption className="vh">有问题的行</caption>
        <thead>
          <tr>
            <th>行</th>
            <th>原案号</th>
            <th>问题</th>
          </tr>
        </thead>
        <tbody>
          {faulty.map(({ row, oldNumber, faults = [] }) => (
            <tr key={row}>
              <td className="nw">第{row}行</td>
              <td className="nw">{oldNumber ?? '—'}</td>
              <td>
                {faults.map(({ column, says }) => (
                  <div key={`${column}${says}`}>
                    {column && <b>{column}：</b>}
                    {says}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.faulty > faulty.length && <p className="hint">还有{report.faulty - faulty.length}行有问题，改好上面的再试读一次。</p>}
    </div>
  );
}
