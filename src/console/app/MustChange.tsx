// src/console/app/MustChange.tsx —— 重置后的口令须先改掉
import type { Me } from '../wire/shapes.ts';
import { PasswordForm } from './PasswordForm.tsx';

/** Before anything else, a password somebody else has seen is changed. */
export const MustChange = ({ me, onChanged }: { me: Me; onChanged: () => void }) => (
  <main id="main" className="wrap narrow">
    <h1 className="title gap-top">{me.person.name}，请先修改口令</h1>
    <p className="mute">现在的口令由管理员重置，别人见过。改好以后就能办案。</p>
    <div className="panel gap-top">
      <div className="subject">
        <PasswordForm onChanged={onChanged} />
      </div>
    </div>
  </main>
);
