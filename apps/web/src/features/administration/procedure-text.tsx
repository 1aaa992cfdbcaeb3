import { useCode } from '../../texts/text.ts';
import './permissions.css';

/** What a procedure does in words; an act is named as the journal names it. */
export function useProcedureText(): (name: string) => string {
  const code = useCode();
  return (name) => {
    const act = code('act', name);
    return act === name ? code('procedure', name) : act;
  };
}

/** The words, and below them the name by which the log of requests calls it. */
export function ProcedureName({ name }: { readonly name: string }) {
  const textOf = useProcedureText();
  return (
    <>
      <div>{textOf(name)}</div>
      <div className="permission-name">{name}</div>
    </>
  );
}
