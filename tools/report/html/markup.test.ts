import { html } from './markup.ts';

test('what a record says is text, whatever it looks like', () => {
  const name = `<script>alert("1")</script> & 'more'`;
  expect(String(html`<p title="${name}">${name}</p>`)).toBe(
    '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;">' +
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;</p>',
  );
});

test('markup within markup is not escaped again, and lists are put one after the other', () => {
  const items = ['a', '<b>'].map(each => html`<li>${each}</li>`);
  expect(String(html`<ul>${items}</ul>`)).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>');
});

test('a figure of zero is shown', () => {
  expect(String(html`<td>${0}</td>`)).toBe('<td>0</td>');
});
