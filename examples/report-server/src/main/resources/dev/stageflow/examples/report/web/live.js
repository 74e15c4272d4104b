'use strict';

// All text is put into the page as text, never as HTML.
const byId = id => document.getElementById(id);
const millis = value => `${value.toFixed(1)} ms`;
const whole = value => Math.round(value).toLocaleString('en');

function cell(row, text, className) {
  const td = row.insertCell();
  td.textContent = text;
  td.className = className;
}

function show(flow) {
  const view = byId('flow').content.cloneNode(true);
  const page = view.querySelector('.page');
  page.textContent = `${flow.page} #${flow.number}`;
  page.href = flow.page;
  view.querySelector('.state').textContent = flow.state.toLowerCase();
  view.querySelector('.speed').textContent = `${whole(flow.piecesPerSecond)} pieces/s`;
  view.querySelector('.sent').textContent = `${whole(flow.bytesSent / 1024)} KiB sent`;
  view.querySelector('.age').textContent = `${flow.seconds.toFixed(1)} s`;
  for (const level of flow.levels) {
    const row = view.querySelector('tbody').insertRow();
    cell(row, level.stage, 'stage');
    cell(row, whole(level.items), 'number');
    cell(row, level.item ?? '', 'item');
    cell(row, level.at ?? '', 'at');
  }
  return view;
}

new EventSource('/live/events').onmessage = message => {
  const state = JSON.parse(message.data);
  byId('recentGap').textContent = millis(state.recentGapMillis);
  byId('largestGap').textContent = millis(state.largestGapMillis);
  byId('running').textContent = whole(state.flows.length);
  byId('started').textContent = whole(state.flowsStarted);
  byId('connections').textContent = `${state.connectionsInUse} of ${state.connections}`;
  byId('idle').hidden = state.flows.length > 0;
  byId('flows').replaceChildren(...state.flows.map(show));
};

byId('command').textContent = `curl --limit-rate 50k ${location.origin}/report`;
