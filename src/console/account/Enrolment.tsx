// src/console/account/Enrolment.tsx —— 绑定动态口令:who it is, the code to scan, a first code, the recovery codes
import { useState } from 'react';
import { ask } from '../wire/http.ts';
import { Ask, codeField, passwordField } from './Ask.tsx';
import type { Enrolment as Begun } from './accountQueries.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';

const post = <T,>(path: string, body: unknown): Promise<T> => ask<T>(`/api/second-factor/${path}`, { method: 'POST', body });

/** The steps of an enrolment; `again` when there is one already, whose code is asked as well. Nothing counts before the first code is right. */
export function Enrolment({ again, onDone, onCancel }: { again: boolean; onDone: () => void; onCancel?: () => void }) {
  const [begun, setBegun] = useState<Begun>();
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (!begun)
    return (
      <Ask
        label="开始绑定"
        go="下一步"
        fields={again ? [passwordField, codeField] : [passwordField]}
        send={async (proof) => setBegun(await post<Begun>('begin', proof))}
        onCancel={onCancel}
      >
        <p className="hint">先确认是您本人。手机上需要一个身份验证器应用（支持 TOTP 的都可以），不需要联网。</p>
      </Ask>
    );
  return (
    <Ask
      label="确认绑定"
      go="确认绑定"
      fields={[{ name: 'code', label: '手机上显示的六位数字', complete: 'one-time-code', digits: true }]}
      send={async (typed) => setCodes((await post<{ recoveryCodes: string[] }>('confirm', typed)).recoveryCodes)}
      onCancel={onCancel}
    >
      <ol className="steps">
        <li>在手机上打开身份验证器，选“扫描二维码”。</li>
        <li>扫描下面的图。扫不了的，选“手动输入”，抄下密钥。</li>
        <li>把手机上显示的六位数字填在下面。</li>
      </ol>
      <Qr {...begun.qr} />
      <p className="key-text">
        <span className="mute small">密钥</span> <code>{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <p className="hint">这张图和密钥只给本人，不要拍照转发。15分钟内没有确认的作废。</p>
    </Ask>
  );
}

function Qr({ size, path }: Begun['qr']) {
  return (
    <svg className="qr" viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label="二维码：绑定动态口令" shapeRendering="crispEdges">
      <rect x={-4} y={-4} width={size + 8} height={size + 8} className="qr-paper" />
      <path d={path} className="qr-ink" />
    </svg>
  );
}
