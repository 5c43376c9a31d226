// src/console/registers/AccountPage.tsx —— 我的账号:posts, password, shortcuts, signing out
import { useState } from 'react';
import { posts } from '../../law/registers.ts';
import { PasswordForm } from '../app/PasswordForm.tsx';
import { drafts, signOut, useMe } from '../app/session.tsx';
import { setSingleKeys, singleKeysOn } from '../parts/keys.ts';
import { Demo } from '../parts/Person.tsx';

export function AccountPage() {
  const me = useMe();
  const [changed, setChanged] = useState(false);
  const [keys, setKeys] = useState(singleKeysOn());
  const left = drafts.count(me.person.id);
  return (
    <div className="narrow">
      <h1 className="title gap-top">
        {me.person.name} {me.person.demo && <Demo />}
      </h1>
      <dl className="meta">
        <div>
          <dt>单位</dt>
          <dd>{me.person.unit}</dd>
        </div>
        <div>
          <dt>职务</dt>
          <dd>{me.person.position}</dd>
        </div>
        <div>
          <dt>岗位</dt>
          <dd>{me.posts.map((post) => posts[post]).join('、')}</dd>
        </div>
      </dl>
      <section className="panel gap-top">
        <div className="vs">
          <b>修改口令</b>
        </div>
        <div className="subject">
          {changed ? (
            <p className="ok" role="status">
              口令已修改，其他地方的登录已经失效。
            </p>
          ) : (
            <PasswordForm onChanged={() => setChanged(true)} />
          )}
        </div>
      </section>
      <section className="panel gap-top">
        <div className="vs">
          <b>这台电脑上</b>
        </div>
        <div className="subject">
          <label className="tick">
            <input
              type="checkbox"
              checked={keys}
              onChange={(event) => {
                setSingleKeys(event.target.checked);
                setKeys(event.target.checked);
              }}
            />
            使用单键快捷键
          </label>
          <p className="hint">草稿只存在打开的这一页，关闭或者退出以后不保留，因为草稿里有个人信息。</p>
        </div>
      </section>
      <div className="row-btns">
        <button type="button" className="btn big" onClick={() => void signOut(me)}>
          退出登录{left > 0 && `（${left}份草稿一并清除）`}
        </button>
      </div>
    </div>
  );
}
