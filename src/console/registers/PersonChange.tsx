// src/console/registers/PersonChange.tsx —— 人员的改动:one dialog for each, with the reason that is recorded
import { useState } from 'react';
import { addDays, addYears, type PlainDate } from '../../base/dates.ts';
import { type Post, posts } from '../../law/registers.ts';
import { actTypes } from '../../law/vocabulary.ts';
import { Dialog } from '../parts/Dialog.tsx';
import type { PersonListed } from '../wire/shapes.ts';
import { ChangeForm, ChangeInput } from './ChangeForm.tsx';
import { AnnualCheckInputs, QualificationInputs } from './QualificationInputs.tsx';

export type Change = { person: PersonListed } & (
  | {
      kind:
        | 'account'
        | 'reset-password'
        | 'reset-second-factor'
        | 'disable'
        | 'enable'
        | 'grant-post'
        | 'record-certificate'
        | 'record-qualification'
        | 'record-annual-check';
    }
  | { kind: 'end-post'; post: Post }
  | { kind: 'suspend-certificate' | 'resume-certificate' | 'cancel-certificate'; number: string }
);
const titles: Record<Change['kind'], string> = {
  account: '建立账号',
  'reset-password': '重置口令',
  'reset-second-factor': '重置动态口令',
  disable: '停用账号',
  enable: '重新启用账号',
  'grant-post': '任命岗位',
  'end-post': '免去岗位',
  'record-certificate': '登记执法证',
  'suspend-certificate': '暂扣执法证',
  'resume-certificate': '发还执法证',
  'cancel-certificate': '注销执法证',
  'record-qualification': '登记执法资格',
  'record-annual-check': '登记年度审验',
};
const effects: Record<Change['kind'], string> = {
  account: '首次口令只显示一次，请当面交给本人；第一次登录须先改口令。有了岗位才能登录。',
  'reset-password': '新口令只显示一次，请当面交给本人；他的全部登录立即失效，下次登录须先改口令。',
  'reset-second-factor': '请先核实是本人提出。他的全部登录立即失效，下次只凭口令登录；岗位要求动态口令的，须重新绑定。',
  disable: '账号停用后不能登录，已记录的行为不受影响。',
  enable: '启用以后可以用原来的口令登录；岗位、执法证不变。',
  'grant-post': '任命从写明的日期起有效，最多追溯一年。三类管理员彼此分立，也不担任业务岗位。',
  'end-post': '从写明的日期起不再担任；没有其他岗位的，登录立即失效。',
  'record-certificate': '登记以后，在有效期内可以参与所选类别的执法。登记错了的，先暂扣，再登记正确的证号。',
  'suspend-certificate': '从今天起暂扣，暂扣期间不能参与执法办案，此前的行为不受影响。',
  'resume-certificate': '从今天起又可以参与执法办案；暂扣期间的记录不变。',
  'cancel-certificate': '从今天起注销，不能恢复；此前的行为不受影响。',
  'record-qualification': '编制、退休日期、执法区域，执法人员清理时逐项对照。登记的是从今天起的情况，以前的不改。',
  'record-annual-check': '一个年度一条，再次登记同一年度的，以后一次为准。',
};

type Props = { change: Change; today: string; onClose: () => void; onDone: (says: string) => void };
export function PersonChange({ change, today, onClose, onDone }: Props) {
  const { kind, person } = change;
  const [password, setPassword] = useState<string>();
  const [unshown, setUnshown] = useState(false);
  if (password || unshown)
    return (
      <Dialog title={`${person.name}的新口令`} onClose={() => onDone(`${person.name}：${titles[kind]}，已记入日志。`)}>
        {password ? (
          <>
            <p className="once">{password}</p>
            <p className="mute">只显示这一次，关闭以后不能再看。请当面交给本人，他登录时须先改成自己的口令。</p>
          </>
        ) : (
          <p>上一次提交已经办成，口令只显示一次，没有显示出来。请关闭后再“重置口令”一次。</p>
        )}
      </Dialog>
    );
  const about = kind === 'end-post' ? `　${posts[change.post]}` : 'number' in change ? `　${change.number}` : '';
  return (
    <Dialog title={`${titles[kind]}：${person.name}${about}`} onClose={onClose}>
      <ChangeForm
        path={`/api/people/${person.id}/${kind}`}
        action={titles[kind]}
        body={(form) => bodyOf(change, form)}
        onClose={onClose}
        onDone={(answer) => {
          if (!answer) onDone(`${person.name}：${titles[kind]}，已记入日志。`);
          else if (answer.password) setPassword(answer.password);
          else setUnshown(true);
        }}
      >
        <p>{effects[kind]}</p>
        <Inputs kind={kind} today={today as PlainDate} />
      </ChangeForm>
    </Dialog>
  );
}

function bodyOf(change: Change, form: FormData): Record<string, unknown> | string {
  if (change.kind === 'record-qualification')
    return Object.fromEntries([...form].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== ''));
  if (change.kind === 'record-annual-check') return checkOf(form);
  const said = Object.fromEntries([...form].filter(([name]) => name !== 'actTypes').map(([name, value]) => [name, String(value).trim()]));
  if (change.kind === 'end-post') return { ...said, post: change.post };
  if ('number' in change) return { ...said, number: change.number };
  if (change.kind !== 'record-certificate') return said;
  if (String(said.validTo) < String(said.validFrom)) return '有效期的截止日期不能早于起始日期，请改正';
  const chosen = form.getAll('actTypes').map(String);
  return chosen.length === 0 ? '请至少选择一种执法类别' : { ...said, actTypes: chosen };
}

const checkOf = (form: FormData): Record<string, unknown> | string => {
  const hours = Number(form.get('hours'));
  if (!Number.isFinite(hours) || String(form.get('hours')).trim() === '') return '培训学时应为数字';
  const [year, on, why] = ['year', 'on', 'why'].map((name) => String(form.get(name)).trim());
  return { year, on, why, hours, passed: form.get('passed') === 'yes' };
};

function Inputs({ kind, today }: { kind: Change['kind']; today: PlainDate }) {
  if (kind === 'reset-password') return null;
  if (kind === 'account')
    return <ChangeInput name="login" label="登录名" max={32} hint="小写字母和数字，以字母开头，3至32位，例如 zhaoyan" />;
  if (kind === 'grant-post')
    return (
      <>
        <div className="f gap-top">
          <label htmlFor="pc-post">岗位</label>
          <select className="in" id="pc-post" name="post" required defaultValue="">
            <option value="" disabled>
              请选择
            </option>
            {Object.entries(posts).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <ChangeInput name="from" label="自哪一天起" type="date" value={today} />
        <ChangeInput name="basis" label="任职文件" hint="文件名称或者文号" />
      </>
    );
  if (kind === 'end-post')
    return (
      <>
        <ChangeInput name="until" label="自哪一天起不再担任" type="date" value={today} />
        <ChangeInput name="why" label="理由" />
      </>
    );
  if (kind === 'record-qualification') return <QualificationInputs />;
  if (kind === 'record-annual-check') return <AnnualCheckInputs today={today} />;
  if (kind === 'record-certificate') return <CertificateInputs today={today} />;
  return <ChangeInput name="why" label="理由" />;
}

const CertificateInputs = ({ today }: { today: PlainDate }) => (
  <>
    <ChangeInput name="number" label="证号" max={60} hint="照执法证上的写，连同字母" />
    <div className="pair">
      <ChangeInput name="validFrom" label="有效期自" type="date" value={today} />
      <ChangeInput name="validTo" label="至（当日仍有效）" type="date" value={addDays(addYears(today, 5), -1)} />
    </div>
    <fieldset className="f gap-top ticks">
      <legend>执法类别</legend>
      {Object.entries(actTypes).map(([id, name]) => (
        <label className="tick" key={id}>
          <input type="checkbox" name="actTypes" value={id} /> {name}
        </label>
      ))}
    </fieldset>
  </>
);
