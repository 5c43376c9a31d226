// src/console/clearance/ClearancePage.tsx —— 执法人员清理:look beforehand, run, and the reports of all runs
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { clearanceOutcomes } from '../../law/clearance.ts';
import { holds, useMe } from '../app/session.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { shortInstant } from '../parts/days.ts';
import { Empty, Loading, Trouble } from '../parts/states.tsx';
import { ChangeForm, ChangeInput } from '../registers/ChangeForm.tsx';
import { client } from '../wire/queries.ts';
import { ClearanceReport } from './ClearanceReport.tsx';
import { previewQuery, type Run, runQuery, runsQuery } from './clearanceQueries.ts';

export function ClearancePage() {
  const me = useMe();
  const runs = useQuery(runsQuery);
  const [open, setOpen] = useState<string>();
  const [running, setRunning] = useState(false);
  const [told, setTold] = useState<string>();
  const shown = open ?? runs.data?.runs[0]?.id;
  return (
    <>
      <div className="bar gap-top">
        <h1>执法人员清理</h1>
        <span className="mute small">名册里的每一个人，逐项对照条件；不合格的，执法证即时暂扣、登录即时失效。</span>
        {holds(me, 'securityAdmin') && (
          <button type="button" className="btn" onClick={() => setRunning(true)}>
            办理清理
          </button>
        )}
      </div>
      {told && (
        <div className="done" role="status">
          <p>{told}</p>
        </div>
      )}
      {runs.error && <Trouble error={runs.error} again={() => void runs.refetch()} />}
      <div className="filters">
        <button type="button" className="chip" aria-pressed={open === 'preview'} onClick={() => setOpen('preview')}>
          按今天的名册预先检查
        </button>
        {runs.data?.runs.map((run) => (
          <button type="button" key={run.id} className="chip" aria-pressed={shown === run.id} onClick={() => setOpen(run.id)}>
            {shortInstant(run.at, me.today)}的清理
          </button>
        ))}
      </div>
      {runs.isPending && <Loading />}
      {runs.data && shown === undefined && (
        <Empty title="还没有办理过清理">可以先“按今天的名册预先检查”，看会有谁不合格、还缺哪些登记；预先检查不改变任何人。</Empty>
      )}
      {shown === 'preview' && <Preview />}
      {shown !== undefined && shown !== 'preview' && <RunReport id={shown} />}
      {running && (
        <RunDialog
          onClose={() => setRunning(false)}
          onDone={() => {
            setRunning(false);
            setOpen(undefined);
            setTold('清理已办理，并记入日志；不合格人员的执法证已经暂扣。');
            for (const key of ['clearances', 'people']) void client.invalidateQueries({ queryKey: [key] });
          }}
        />
      )}
    </>
  );
}

function Preview() {
  const found = useQuery(previewQuery);
  if (found.error) return <Trouble error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  return <ClearanceReport title={`预先检查（${found.data.on}，没有办理）`} people={found.data.people} />;
}

function RunReport({ id }: { id: string }) {
  const { today } = useMe();
  const found = useQuery(runQuery(id));
  if (found.error) return <Trouble error={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { run, people } = found.data;
  return (
    <ClearanceReport
      title={`${run.on}清理报告`}
      says={`${run.document}。${run.by}办理，${shortInstant(run.at, today)}。${countsOf(run)}`}
      people={people}
      csv={`/api/clearances/${id}/report.csv`}
    />
  );
}

const countsOf = ({ counts }: Run): string =>
  Object.entries(clearanceOutcomes)
    .filter(([outcome]) => counts[outcome as keyof typeof counts] > 0)
    .map(([outcome, name]) => `${name}${counts[outcome as keyof typeof counts]}人`)
    .join('，');

function RunDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const found = useQuery(previewQuery);
  const failed = found.data?.people.filter(({ outcome }) => outcome === 'failed') ?? [];
  return (
    <Dialog title="办理执法人员清理" onClose={onClose}>
      <ChangeForm
        path="/api/clearances"
        action="办理清理"
        body={(form) => ({ document: String(form.get('document')).trim() })}
        onClose={onClose}
        onDone={onDone}
      >
        <p>办理以后不能撤回：不合格人员的执法证从现在起暂扣，登录立即失效；条件补齐以后，在“人员”里发还。</p>
        {found.data && (
          <p className={failed.length > 0 ? 'late' : 'mute'}>
            {failed.length > 0
              ? `按今天的名册，${failed.length}人不合格：${failed.map(({ name }) => name).join('、')}。`
              : '按今天的名册，没有不合格的人员。'}
          </p>
        )}
        <ChangeInput name="document" label="依据文件" hint="清理通知的名称或者文号" />
      </ChangeForm>
    </Dialog>
  );
}
