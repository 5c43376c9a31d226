// src/console/act/fields/ManySelect.tsx —— 多选:closes after each choice
import { Select, type SelectProps } from 'antd';
import { useState } from 'react';

/** antd's multiple select stays open after Enter, and Tab then takes the choice back; closed, Tab moves on. Typing opens it again. */
export function ManySelect(props: Omit<SelectProps<string[]>, 'mode' | 'open'>) {
  const [open, setOpen] = useState(false);
  return <Select<string[]> {...props} mode="multiple" open={open} onOpenChange={setOpen} onSelect={() => setOpen(false)} />;
}
