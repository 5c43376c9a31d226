// src/console/account/MustEnrol.tsx —— 岗位要求动态口令的,先绑定
import { posts } from '../../law/registers.ts';
import type { Me } from '../wire/shapes.ts';
import { Enrolment } from './Enrolment.tsx';

/** Before anything else, whoever must sign in with a second factor enrols. */
export const MustEnrol = ({ me, onDone, onSignOut }: { me: Me; onDone: () => void; onSignOut: () => void }) => (
  <main id="main" className="wrap narrow">
    <h1 className="title gap-top">{me.person.name}，请先绑定动态口令</h1>
    <p className="mute">
      {me.posts.map((post) => posts[post]).join('、')}
      登录时，除了口令还要填手机上的六位数字：别人知道了口令，也进不来。绑定以后就能使用系统。
    </p>
    <div className="panel gap-top">
      <div className="subject">
        <Enrolment again={false} onDone={onDone} />
      </div>
    </div>
    <div className="row-btns">
      <button type="button" className="link" onClick={onSignOut}>
        退出登录
      </button>
    </div>
  </main>
);
