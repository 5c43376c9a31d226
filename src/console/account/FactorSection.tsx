// src/console/account/FactorSection.tsx —— 动态口令一栏:whether it is on, and what can be done about it
import { useState } from 'react';
import { shanghaiMinute } from '../../base/dates.ts';
import { ask } from '../wire/http.ts';
import { Ask, codeField, passwordField } from './Ask.tsx';
import type { Account } from './accountQueries.ts';
import { Enrolment } from './Enrolment.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';

type Doing = 'enrol' | 'renew' | 'disable' | { codes: string[] };

export function FactorSection({ factor, onChanged }: { factor: Account['factor']; onChanged: () => void }) {
  const [doing, setDoing] = useState<Doing>();
  const close = () => {
    setDoing(undefined);
    onChanged();
  };
  const cancel = () => setDoing(undefined);
  return (
    <section className="panel gap-top" aria-labelledby="factor">
      <div className="vs">
        <h2 id="factor">动态口令</h2>
        <span className="mute small">{factor.since ? `${shanghaiMinute(factor.since)} 启用` : '没有启用'}</span>
      </div>
      <div className="subject">
        {doing === undefined && <State factor={factor} onDo={setDoing} />}
        {doing === 'enrol' && <Enrolment again={factor.since !== null} onDone={close} onCancel={cancel} />}
        {doing === 'renew' && (
          <Ask
            label="更换备用码"
            go="换一套备用码"
            fields={[passwordField, codeField]}
            send={async (body) => {
              const { recoveryCodes } = await ask<{ recoveryCodes: string[] }>('/api/second-factor/recovery-codes', {
                method: 'POST',
                body,
              });
              setDoing({ codes: recoveryCodes });
            }}
            onCancel={cancel}
          >
            <p className="hint">换了以后，原来的备用码全部作废。</p>
          </Ask>
        )}
        {doing === 'disable' && (
          <Ask
            label="停用动态口令"
            go="停用动态口令"
            fields={[passwordField, codeField]}
            send={async (body) => {
              await ask('/api/second-factor/disable', { method: 'POST', body });
              close();
            }}
            onCancel={cancel}
          >
            <p className="hint">停用以后，只凭口令就能登录；其他地方的登录立即失效。</p>
          </Ask>
        )}
        {typeof doing === 'object' && <RecoveryCodes codes={doing.codes} onDone={close} />}
      </div>
    </section>
  );
}

function State({ factor, onDo }: { factor: Account['factor']; onDo: (doing: Doing) => void }) {
  if (factor.since === null)
    return (
      <>
        <p>启用以后，登录除了口令还要填手机上的六位数字：别人知道了口令，也进不来。</p>
        <div className="row-btns">
          <button type="button" className="btn pri" onClick={() => onDo('enrol')}>
            启用动态口令
          </button>
        </div>
      </>
    );
  const few = factor.recoveryCodesLeft < 3;
  return (
    <>
      <p className={few ? 'late' : undefined}>
        备用码还剩{factor.recoveryCodesLeft}个{few && '，请换一套'}。
      </p>
      {factor.required && <p className="hint">您的岗位登录时须用动态口令，不能停用。换手机的，请重新绑定。</p>}
      <div className="row-btns">
        <button type="button" className="btn" onClick={() => onDo('renew')}>
          换一套备用码
        </button>
        <button type="button" className="btn" onClick={() => onDo('enrol')}>
          换手机，重新绑定
        </button>
        {!factor.required && (
          <button type="button" className="link" onClick={() => onDo('disable')}>
            停用
          </button>
        )}
      </div>
    </>
  );
}
