import { createDOMRenderer } from '@fluentui/react-components';

/** The nonce that the content security policy of this document asks of style elements; undefined where none is set. */
export const styleNonce: string | undefined = nonEmpty(
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce,
);

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** Makes the component library's style elements carry the nonce. */
export const styleRenderer = createDOMRenderer(
  document,
  styleNonce === undefined ? {} : { styleElementAttributes: { nonce: styleNonce } },
);
