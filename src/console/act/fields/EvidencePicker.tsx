// src/console/act/fields/EvidencePicker.tsx —— 选证据:what the case holds, and new files taken in right here
import { type DragEvent, useRef, useState } from 'react';
import { Icon } from '../../parts/Icon.tsx';
import { caseQuery, client, formQuery } from '../../wire/queries.ts';
import { type Progress, takeIn } from '../writing/upload.ts';
import type { ControlProps } from './Control.tsx';
import { fieldId, useForm } from './context.ts';

type Sending = { name: string; progress?: Progress; wrong?: string; done?: string; stop: AbortController };
const accepted = 'image/*,video/*,audio/*,application/pdf';

export function EvidencePicker({ field, path, value }: ControlProps) {
  const { form, caseId, set } = useForm();
  const [sending, setSending] = useState<Sending[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const chosen = (value as string[] | undefined) ?? [];
  const latest = useRef(chosen);
  latest.current = chosen;
  const media = field.kind === 'evidence' && field.media;
  const shown = form.evidence
    .filter((each) => !media || !each.mediaType.startsWith('application/'))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true }));
  const choose = (id: string, on: boolean) => {
    latest.current = on ? [...new Set([...latest.current, id])] : latest.current.filter((each) => each !== id);
    set(path, latest.current);
  };
  const send = async (file: File) => {
    const stop = new AbortController();
    const entry: Sending = { name: file.name, stop };
    const note = (part: Partial<Sending>) => setSending((all) => all.map((each) => (each.stop === stop ? { ...each, ...part } : each)));
    setSending((all) => [...all, entry]);
    try {
      const taken = await takeIn(file, caseId, (progress) => note({ progress }), stop.signal);
      note({ progress: undefined, done: taken.existing ? '本案已有同一文件，没有重复保存，已选上' : '已入库，摘要一致' });
      choose(taken.id, true);
      await Promise.all([
        client.invalidateQueries({ queryKey: formQuery(caseId, form.step).queryKey }),
        client.invalidateQueries({ queryKey: caseQuery(caseId).queryKey, exact: true }),
      ]);
    } catch (error) {
      note({ progress: undefined, wrong: (error as Error).message });
    }
  };
  const take = (files: FileList | null) => {
    for (const file of files ?? []) void send(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <fieldset className="ev-pick" id={fieldId(path)} aria-labelledby={`${fieldId(path)}-label`}>
      {shown.length > 0 && (
        <ul>
          {shown.map((each) => (
            <li key={each.id}>
              <label>
                <input type="checkbox" checked={chosen.includes(each.id)} onChange={(event) => choose(each.id, event.target.checked)} />
                <b className="nw">{each.label}</b>
                <span>{each.name}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {sending.map((each) => (
        <SendingRow key={`${each.name}${sending.indexOf(each)}`} sending={each} />
      ))}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button beside it does the same */}
      <div
        className={`drop${over ? ' over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <button type="button" className="btn" onClick={() => input.current?.click()}>
          <Icon name="upload" />
          上传新文件
        </button>
        <span>{media ? '照片、录像、录音' : '照片、录像、录音、PDF'}，可拖到这里；中断了再选同一文件会接着传</span>
        <input
          ref={input}
          type="file"
          multiple
          accept={accepted}
          hidden
          onChange={(event) => {
            take(event.target.files);
            event.target.value = '';
          }}
        />
      </div>
    </fieldset>
  );
}

function SendingRow({ sending }: { sending: Sending }) {
  const { progress, wrong, done, name, stop } = sending;
  const percent = progress && Math.floor(progress.done * 100);
  return (
    <div className="up" role="status">
      <span>{name}</span>
      {progress ? (
        <span className="mute">
          {progress.stage === 'digest' ? '正在计算摘要' : '正在上传'} {percent}%{'　'}
          <button type="button" className="link" onClick={() => stop.abort()}>
            停止
          </button>
        </span>
      ) : (
        done && <span className="ok">{done}</span>
      )}
      {progress && <progress max={100} value={percent} aria-label={`${name}的进度`} />}
      {wrong && <p className="bad-msg">{wrong}</p>}
    </div>
  );
}
