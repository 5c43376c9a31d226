// src/console/account/RecoveryCodes.tsx —— 备用码:shown once, to be written down before anything else
import { useState } from 'react';

/** The ten codes; whoever closes them says that he has them. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const [kept, setKept] = useState(false);
  // The same request arrived twice, and the codes went out with the first answer.
  if (codes.length === 0)
    return (
      <section aria-label="备用码">
        <p>已经办成，但备用码没有显示出来。请在“账号与安全”里换一套备用码。</p>
        <div className="row-btns">
          <button type="button" className="btn pri" onClick={onDone}>
            完成
          </button>
        </div>
      </section>
    );
  return (
    <section aria-label="备用码">
      <p>
        <b>动态口令已生效。</b>这是{codes.length}个备用码：手机不在身边时，每个可以代替动态口令登录一次。
      </p>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="hint">只显示这一次，系统里只存它们的摘要。请抄在纸上锁好，或者打印后存放，不要存在手机里。</p>
      <label className="tick">
        <input type="checkbox" checked={kept} onChange={(event) => setKept(event.target.checked)} />
        我已经抄好或者打印
      </label>
      <div className="row-btns">
        <button type="button" className="btn pri" disabled={!kept} onClick={onDone}>
          完成
        </button>
        <button type="button" className="btn" onClick={() => window.print()}>
          打印
        </button>
      </div>
    </section>
  );
}
