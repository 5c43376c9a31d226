// src/console/oversight/NightlyLine.tsx —— 夜间自查:whether the log and the originals were found whole, in one line; failures in full
import { useQuery } from '@tanstack/react-query';
import { shortInstant } from '../parts/days.ts';
import { fullWidth } from '../parts/fullWidth.ts';
import { Trouble } from '../parts/states.tsx';
import { checksQuery } from '../wire/queries.ts';
import type { NightlyChecks } from '../wire/shapes.ts';

type Kind = keyof NightlyChecks;
const names: Record<Kind, [string, string]> = { log: ['执法日志', '条'], originals: ['证据原件', '件'] };

export function NightlyLine({ today }: { today: string }) {
  const { data, error, refetch } = useQuery(checksQuery);
  if (error) return <Trouble error={error} again={() => void refetch()} />;
  if (!data) return null;
  const kinds = (Object.keys(names) as Kind[]).filter((kind) => data[kind]);
  if (kinds.length === 0)
    return <p className="nightly mute small">夜间自查还没有做过，每天凌晨自动重算日志、核对证据原件，结果显示在这里。</p>;
  const failed = kinds.filter((kind) => !data[kind]!.ok);
  return (
    <div className={failed.length > 0 ? 'err nightly' : 'nightly'} role={failed.length > 0 ? 'alert' : undefined}>
      <p className="small">
        <b>夜间自查</b>
        {kinds.map((kind) => {
          const { at, ok, checked } = data[kind]!;
          const [name, unit] = names[kind];
          return (
            <span key={kind}>
              　{name}
              {checked}
              {unit}，{ok ? '全部相符' : <b>有不相符的</b>}（{shortInstant(at, today)}）
            </span>
          );
        })}
      </p>
      {failed.length > 0 && (
        <>
          <ul>{failed.flatMap((kind) => data[kind]!.says.map((says) => <li key={`${kind}${says}`}>{fullWidth(says)}</li>))}</ul>
          <p className="small">请系统管理员按运维手册用 npm run fsck 核对；查清以前，不要改动数据库和证据目录。</p>
        </>
      )}
    </div>
  );
}
