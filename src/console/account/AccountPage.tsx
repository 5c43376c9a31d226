// src/console/account/AccountPage.tsx —— 账号与安全:posts, second factor, password, sessions, what happened to the account, signing out
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shanghaiMinute } from '../../base/dates.ts';
import { posts } from '../../law/registers.ts';
import { PasswordForm } from '../app/PasswordForm.tsx';
import { drafts, signOut, useMe } from '../app/session.tsx';
import { setSingleKeys, singleKeysOn } from '../parts/keys.ts';
import { Demo } from '../parts/Person.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import { client, meQuery } from '../wire/queries.ts';
import { accountQuery } from './accountQueries.ts';
import { FactorSection } from './FactorSection.tsx';
import { History } from './History.tsx';
import { SessionsSection } from './SessionsSection.tsx';

export function AccountPage() {
  const me = useMe();
  const [changed, setChanged] = useState(false);
  const [keys, setKeys] = useState(singleKeysOn());
  const account = useQuery(accountQuery);
  const refresh = () => {
    void account.refetch();
    void client.invalidateQueries({ queryKey: ['sessions'] });
    void client.invalidateQueries(meQuery);
  };
  const left = drafts.count(me.person.id);
  return (
    <div className="account">
      <h1 className="title gap-top">账号与安全</h1>
      <p>
        {me.person.name} {me.person.demo && <Demo />}
        {account.data && <span className="mute small">　登录名 {account.data.login}</span>}
      </p>
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
      {account.isPending && <Loading lines={3} />}
      {account.error && <Trouble error={account.error} again={() => void account.refetch()} />}
      {account.data && <FactorSection factor={account.data.factor} onChanged={refresh} />}
      <section className="panel gap-top" aria-labelledby="password">
        <div className="vs">
          <h2 id="password">修改口令</h2>
          {account.data && <span className="mute small">{shanghaiMinute(account.data.passwordSetAt)} 设定</span>}
        </div>
        <div className="subject">
          {changed ? (
            <p className="ok" role="status">
              口令已修改，其他地方的登录已经失效。
            </p>
          ) : (
            <PasswordForm
              onChanged={() => {
                setChanged(true);
                refresh();
              }}
            />
          )}
        </div>
      </section>
      <SessionsSection today={me.today} onChanged={refresh} />
      {account.data && <History account={account.data} today={me.today} />}
      <section className="panel gap-top" aria-labelledby="here">
        <div className="vs">
          <h2 id="here">这台电脑上</h2>
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
