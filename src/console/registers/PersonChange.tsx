// src/console/registers/PersonChange.tsx —— 人员的改动:one dialog for each, with the reason that is recorded
import { type FormEvent, useState } from 'react';
import { newId } from '../../base/ids.ts';
import { type Post, posts } from '../../law/registers.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { fullWidth } from '../parts/fullWidth.ts';
import { ask, Problem } from '../wire/http.ts';
import type { PersonListed } from '../wire/shapes.ts';

export type Change = { person: PersonListed } & (
  | { kind: 'reset-password' | 'reset-second-factor' | 'disable' | 'grant-post' }
  | { kind: 'end-post'; post: Post }
  | { kind: 'suspend-certificate'; number: string }
);
const titles: Record<Change['kind'], string> = {
  'reset-password': '重置口令',
  'reset-second-factor': '重置动态口令',
  disable: '停用账号',
  'grant-post': '任命岗位',
  'end-post': '免去岗位',
  'suspend-certificate': '暂扣执法证',
};
const effects: Record<Change['kind'], string> = {
  'reset-password': '新口令只显示一次，请当面交给本人；他的全部登录立即失效，下次登录须先改口令。',
  'reset-second-factor': '先当面或者用已知的电话核实是他本人。重置后他的全部登录立即失效，下次只凭口令登录；岗位要求的，须重新绑定。',
  disable: '账号停用后不能登录，已记录的行为不受影响。',
  'grant-post': '任命从写明的日期起有效。',
  'end-post': '从写明的日期起不再担任；没有其他岗位的，登录立即失效。',
  'suspend-certificate': '暂扣期间不能参与执法办案，此前的行为不受影响。',
};

type Props = { change: Change; today: string; onClose: () => void; onDone: (says: string) => void };
export function PersonChange({ change, today, onClose, onDone }: Props) {
  const { kind, person } = change;
  const [wrong, setWrong] = useState<string>();
  const [password, setPassword] = useState<string>();
  const [key] = useState(newId); // of this dialog: sent again after silence, it is done once
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const fixed = kind === 'end-post' ? { post: change.post } : kind === 'suspend-certificate' ? { number: change.number } : {};
    try {
      const answer = await ask<{ password: string | null } | undefined>(`/api/people/${person.id}/${kind}`, {
        method: 'POST',
        headers: { 'idempotency-key': key },
        body: { ...form, ...fixed },
      });
      if (answer?.password) setPassword(answer.password);
      else if (answer) setWrong('上一次提交已经办成，口令只显示一次，没有显示出来。请关闭后再重置一次。');
      else onDone(`${person.name}：${titles[kind]}，已记入日志。`);
    } catch (error) {
      setWrong(error instanceof Problem ? fullWidth(error.message) : '没有送达，没有改动。请再试。');
    }
  };
  if (password)
    return (
      <Dialog title={`${person.name}的新口令`} onClose={() => onDone(`${person.name}的口令已重置。`)}>
        <p className="title">{password}</p>
        <p className="mute">只显示这一次。关闭以后不能再看。</p>
      </Dialog>
    );
  return (
    <Dialog title={`${titles[kind]}：${person.name}${kind === 'end-post' ? `　${posts[change.post]}` : ''}`} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        {wrong && (
          <div className="err" role="alert">
            <p>{wrong}</p>
          </div>
        )}
        <p>{effects[kind]}</p>
        <Inputs kind={kind} today={today} />
        <div className="row-btns">
          <button type="submit" className="btn pri">
            {titles[kind]}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            不改了
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Inputs({ kind, today }: { kind: Change['kind']; today: string }) {
  const input = (name: string, label: string, type = 'text', value?: string) => (
    <div className="f gap-top">
      <label htmlFor={`pc-${name}`}>{label}</label>
      <input className="in" id={`pc-${name}`} name={name} type={type} defaultValue={value} maxLength={200} required />
    </div>
  );
  if (kind === 'grant-post')
    return (
      <>
        <div className="f gap-top">
          <label htmlFor="pc-post">岗位</label>
          <select className="in" id="pc-post" name="post">
            {Object.entries(posts).map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {input('from', '自哪一天起', 'date', today)}
        {input('basis', '任职文件')}
      </>
    );
  if (kind === 'end-post')
    return (
      <>
        {input('until', '自哪一天起不再担任', 'date', today)}
        {input('why', '理由')}
      </>
    );
  return kind === 'reset-password' ? null : input('why', '理由');
}
