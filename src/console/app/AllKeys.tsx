// src/console/app/AllKeys.tsx —— 全部快捷键
import { useState } from 'react';
import { Dialog } from '../parts/Dialog.tsx';
import { setSingleKeys, singleKeysOn } from '../parts/keys.ts';

const keys: [string, string][] = [
  ['/', '搜索'],
  ['J　K', '上一条、下一条'],
  ['Enter', '打开'],
  ['1 – 9', '办理第几项'],
  ['N', '新办（案件一览）'],
  ['D', '期限怎么算的（案件页）'],
  ['E', '证据（案件页）'],
  ['Ctrl + Enter', '提交'],
  ['Alt + ↓', '下一处要改的'],
  ['Esc', '回到案件，草稿保留'],
  ['?', '这张表'],
];

/** The table of shortcuts, and the switch for those who do not want single keys. */
export function AllKeys({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(singleKeysOn());
  return (
    <Dialog title="快捷键" onClose={onClose}>
      <dl className="fields">
        {keys.map(([key, does]) => [
          <dt key={key}>
            <kbd>{key}</kbd>
          </dt>,
          <dd key={does}>{does}</dd>,
        ])}
      </dl>
      <label className="tick">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        使用单键快捷键（在输入框内从不起作用）
      </label>
    </Dialog>
  );
}
