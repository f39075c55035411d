var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:f,getOwnPropertySymbols:ee,getPrototypeOf:te}=Object,ne=globalThis,re=ne.trustedTypes,ie=re?re.emptyScript:``,ae=ne.reactiveElementPolyfillSupport,p=(e,t)=>e,oe={toAttribute(e,t){switch(t){case Boolean:e=e?ie:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},se=(e,t)=>!l(e,t),ce={attribute:!0,type:String,converter:oe,reflect:!1,useDefault:!1,hasChanged:se};Symbol.metadata??=Symbol(`metadata`),ne.litPropertyMetadata??=new WeakMap;var m=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ce){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ce}static _$Ei(){if(this.hasOwnProperty(p(`elementProperties`)))return;let e=te(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(p(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(p(`properties`))){let e=this.properties,t=[...f(e),...ee(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?oe:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?oe:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??se)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};m.elementStyles=[],m.shadowRootOptions={mode:`open`},m[p(`elementProperties`)]=new Map,m[p(`finalized`)]=new Map,ae?.({ReactiveElement:m}),(ne.reactiveElementVersions??=[]).push(`2.1.2`);var le=globalThis,ue=e=>e,h=le.trustedTypes,de=h?h.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,fe=`$lit$`,g=`lit$${Math.random().toFixed(9).slice(2)}$`,pe=`?`+g,me=`<${pe}>`,_=document,v=()=>_.createComment(``),y=e=>e===null||typeof e!=`object`&&typeof e!=`function`,he=Array.isArray,ge=e=>he(e)||typeof e?.[Symbol.iterator]==`function`,_e=`[ 	
\f\r]`,b=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ve=/-->/g,ye=/>/g,x=RegExp(`>|${_e}(?:([^\\s"'>=/]+)(${_e}*=${_e}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),be=/'/g,xe=/"/g,Se=/^(?:script|style|textarea|title)$/i,Ce=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),S=Ce(1),C=Ce(2),w=Symbol.for(`lit-noChange`),T=Symbol.for(`lit-nothing`),we=new WeakMap,E=_.createTreeWalker(_,129);function Te(e,t){if(!he(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return de===void 0?t:de.createHTML(t)}var Ee=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=b;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===b?c[1]===`!--`?o=ve:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=x):(Se.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=x):o=ye:o===x?c[0]===`>`?(o=i??b,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?x:c[3]===`"`?xe:be):o===xe||o===be?o=x:o===ve||o===ye?o=b:(o=x,i=void 0);let d=o===x&&e[t+1].startsWith(`/>`)?` `:``;a+=o===b?n+me:l>=0?(r.push(s),n.slice(0,l)+fe+n.slice(l)+g+d):n+g+(l===-2?t:d)}return[Te(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},De=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ee(t,n);if(this.el=e.createElement(l,r),E.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=E.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(fe)){let t=u[o++],n=i.getAttribute(e).split(g),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Ae:r[1]===`?`?je:r[1]===`@`?Me:O}),i.removeAttribute(e)}else e.startsWith(g)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Se.test(i.tagName)){let e=i.textContent.split(g),t=e.length-1;if(t>0){i.textContent=h?h.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],v()),E.nextNode(),c.push({type:2,index:++a});i.append(e[t],v())}}}else if(i.nodeType===8){if(i.data===pe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(g,e+1))!==-1;)c.push({type:7,index:a}),e+=g.length-1}}a++}}static createElement(e,t){let n=_.createElement(`template`);return n.innerHTML=e,n}};function D(e,t,n=e,r){if(t===w)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=y(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=D(e,i._$AS(e,t.values),i,r)),t}var Oe=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??_).importNode(t,!0);E.currentNode=r;let i=E.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new ke(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Ne(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=E.nextNode(),a++)}return E.currentNode=_,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},ke=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=T,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=D(this,e,t),y(e)?e===T||e==null||e===``?(this._$AH!==T&&this._$AR(),this._$AH=T):e!==this._$AH&&e!==w&&this._(e):e._$litType$===void 0?e.nodeType===void 0?ge(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==T&&y(this._$AH)?this._$AA.nextSibling.data=e:this.T(_.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=De.createElement(Te(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Oe(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=we.get(e.strings);return t===void 0&&we.set(e.strings,t=new De(e)),t}k(t){he(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(v()),this.O(v()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ue(e).nextSibling;ue(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},O=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=T,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=T}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=D(this,e,t,0),a=!y(e)||e!==this._$AH&&e!==w,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=D(this,r[n+o],t,o),s===w&&(s=this._$AH[o]),a||=!y(s)||s!==this._$AH[o],s===T?e=T:e!==T&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===T?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Ae=class extends O{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===T?void 0:e}},je=class extends O{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==T)}},Me=class extends O{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=D(this,e,t,0)??T)===w)return;let n=this._$AH,r=e===T&&n!==T||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==T&&(n===T||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ne=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){D(this,e)}},Pe=le.litHtmlPolyfillSupport;Pe?.(De,ke),(le.litHtmlVersions??=[]).push(`3.3.3`);var Fe=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new ke(t.insertBefore(v(),e),e,void 0,n??{})}return i._$AI(e),i},Ie=globalThis,k=class extends m{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Fe(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return w}};k._$litElement$=!0,k.finalized=!0,Ie.litElementHydrateSupport?.({LitElement:k});var Le=Ie.litElementPolyfillSupport;Le?.({LitElement:k}),(Ie.litElementVersions??=[]).push(`4.2.2`);var Re=e=>e.callWS({type:`diol/plugs`}),ze=(e,t)=>e.callWS({type:`diol/model`,entry_id:t}),Be=(e,t,n,r,i)=>e.callWS({type:`diol/history`,entry_id:t,hours:n,columns:r,...i&&{power:i}}),Ve=(e,t)=>e.callWS({type:`diol/sparklines`,entry_ids:t}),He=e=>e.callWS({type:`diol/library`}),Ue=(e,t,n,r)=>e.callWS({type:`diol/copy`,...t,mode:n,targets:r}),We=(e,t)=>e.callWS({type:`diol/dismiss_job`,job:t}),Ge=(e,t)=>e.connection.subscribeMessage(({jobs:e})=>t(e),{type:`diol/jobs`}),A=e=>e?.message??String(e),Ke={days:`{count} Tage`,starts_an_hour:`{count} Starts pro Stunde`,starts_a_day:`{count} Starts am Tag`,start_every:`ein Start alle {time}`,power:`Leistung`,score:`Score`,threshold:`Schwelle`,pattern:`Muster {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 T`,range_720:`30 T`,range_label:`Gezeigter Zeitraum`,chart_label:`Leistung der letzten {time}, gefärbt nach dem gelernten Muster, mit Anomalien: {anomalies}. Die Pfeiltasten lesen Werte vor.`,no_anomalies:`keine`,anomaly:`Anomalie`,anomaly_since:`seit {time}`,anomaly_times:`{start} bis {end}`,more_anomalies:`und {count} frühere`,no_readings:`In dieser Zeit wurde keine Leistung aufgezeichnet.`,no_power:`Diese Steckdose hat in Home Assistant keinen Sensor für Leistung, deshalb gibt es kein Bild davon.`,loading:`Wird geladen …`,on_for:`an seit {time}`,off_for:`aus seit {time}`,on_for_more:`an seit mehr als {time}`,off_for_more:`aus seit mehr als {time}`,accept:`Als normal annehmen`,offline:`Nicht verbunden`,offline_text:`Die Steckdose überwacht von selbst weiter. Was sie meldet, wird gezeigt, sobald sie zurück ist.`,no_model_text:`Lass die Steckdose ihr Gerät lernen, was neun Tage dauert, oder gib ihr das Modell einer anderen.`,learn:`Lernen lassen`,learning:`Lernt`,adapting:`Passt sich diesem Gerät an`,ready_at:`fertig etwa {time}`,ready_unknown:`gerade begonnen`,cycles:`Zyklen`,on_time:`An am Stück`,off_time:`Aus am Stück`,on_power:`Leistung, wenn an`,standby:`Standby`,watched_for:`Beobachtet seit`,normal:`Gelernte Normalität`,fit:`erklärt {percent} seiner Minuten`,usually:`meist {value}`,longest:`längstens {value}`,greatest:`höchstens {value}`,between:`{least} bis {greatest}`,alarm_above:`Alarm über {value}`,alarm_outside:`Alarm unter {least} und über {greatest}`,now:`jetzt {value}`,patterns:`Typische Muster`,phase_on:`An`,phase_off:`Aus`,phase_both:`An und aus`,minutes_in:`nach {time}`,current:`jetzt`,words:`In Worten`,words_cycles:`Läuft etwa alle {cycle}: an für {on} mit {watts}, aus für {off} mit {standby}.`,words_demand:`Bei Bedarf benutzt: an für {on} mit {watts}, Standby {standby}.`,words_constant:`Immer an mit {watts}.`,words_hardly:`Beim Lernen kaum benutzt; an mit {watts}.`,words_use:`{percent} der Zeit an, {starts}.`,words_longest:`Am längsten an {on}, am längsten aus {off}.`,words_peak:`Größter Messwert {watts}.`,words_day:`Ein üblicher Tag: an für {on} am Stück, aus für {off}, im Mittel {watts}.`,words_learnt:`Gelernt in {time} aus Messwerten alle {interval}.`,words_provisional:`Vorläufig: Das Lernen ging weiter oder wurde abgebrochen.`,words_adapted:`Von der Steckdose an dieses Gerät angepasst.`,from_own:`Von dieser Steckdose gelernt`,from_other:`Von einer anderen Steckdose oder von Hand gegeben`,from_library:`{name}, Version {version}`,from_removed:`Von einem Modell, das nicht mehr in der Bibliothek ist`,changed:`seitdem von der Steckdose geändert`,mode_adapt:`Anpassen`,mode_exact:`Genau so`,update_to:`Auf Version {version} aktualisieren`,updating:`Wird aktualisiert …`,copy:`Modell kopieren …`,use:`Anderes Modell verwenden …`,give:`Modell an Steckdosen geben …`,give_title:`Ein Modell geben`,which:`Modell`,of_plugs:`Von einer Steckdose gelernt`,of_library:`Aus der Bibliothek`,to:`An`,everywhere:`Alle`,how:`Wie`,adapt_text:`Ein anderes Gerät derselben Art: Die Steckdose misst einige Stunden und überwacht dann.`,exact_text:`Dasselbe Gerät an einer anderen Steckdose oder ein baugleiches: Sie überwacht sofort.`,start:`Geben`,cancel:`Abbrechen`,choose_target:`Wähle mindestens eine Steckdose.`,no_models:`Noch hat keine Steckdose ein Modell gelernt, und die Bibliothek ist leer.`,job_running:`{name}: {done} von {total} Steckdosen`,job_done:`{name}: an {done} von {total} Steckdosen gegeben`,result_waiting:`wartet auf die Steckdose`,result_copied:`verwendet es`,dismiss:`Schließen`,overview:`Steckdosen`,all_well:`Bei allen {count} Steckdosen ist alles in Ordnung.`,count_anomalies:`{count} mit Anomalie`,count_offline:`{count} nicht verbunden`,count_learning:`{count} beim Lernen`,count_not_watching:`{count} überwachen nicht`,update_all:`{count} aktualisieren`,no_plugs:`Noch keine Steckdose mit DIoL`,no_plugs_text:`Steckdosen, die ESPHome kennt und die DIoL in ihrer Firmware haben, werden von selbst gefunden.`,add_plug:`Steckdose hinzufügen`,not_found:`Es gibt keine Steckdose von DIoL mit {entity}. Wähle in den Einstellungen der Karte eine andere.`,edit_entity:`Steckdose`,edit_entity_help:`Leer lassen, um alle Steckdosen zu zeigen.`,edit_name:`Name`,edit_hours:`Zuerst gezeigter Zeitraum`,edit_power:`Leistungssensor`,edit_power_help:`Nur nötig, wenn eine Steckdose mehrere Geräte misst.`,edit_show_normal:`Gelernte Normalität zeigen`,edit_show_patterns:`Typische Muster zeigen`,edit_show_words:`Modell in Worten zeigen`,card_description:`Was eine Steckdose über ihr Gerät gelernt hat und was sie jetzt sieht`,strategy_description:`Alle Steckdosen mit DIoL, die auffälligsten zuerst`,appliances:`Geräte`},qe={days:`{count} days`,starts_an_hour:`{count} starts an hour`,starts_a_day:`{count} starts a day`,start_every:`a start every {time}`,power:`Power`,score:`Score`,threshold:`threshold`,pattern:`Pattern {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 d`,range_720:`30 d`,range_label:`Time shown`,chart_label:`Power over the last {time}, coloured by the learnt pattern, with anomalies: {anomalies}. Use the arrow keys to read values.`,no_anomalies:`none`,anomaly:`Anomaly`,anomaly_since:`since {time}`,anomaly_times:`{start} to {end}`,more_anomalies:`and {count} earlier`,no_readings:`No power readings were recorded in this time.`,no_power:`This plug has no sensor for power in Home Assistant, so there is no picture of it.`,loading:`Loading …`,on_for:`on for {time}`,off_for:`off for {time}`,on_for_more:`on for more than {time}`,off_for_more:`off for more than {time}`,accept:`Accept as normal`,offline:`Not connected`,offline_text:`The plug goes on watching by itself. What it tells is shown when it is back.`,no_model_text:`Let the plug learn its appliance, which takes nine days, or give it the model of another plug.`,learn:`Let it learn`,learning:`Learning`,adapting:`Adapting to this appliance`,ready_at:`ready about {time}`,ready_unknown:`just begun`,cycles:`Cycles`,on_time:`On at a time`,off_time:`Off at a time`,on_power:`Power while on`,standby:`Standby`,watched_for:`Watched for`,normal:`Learnt normal`,fit:`explains {percent} of its minutes`,usually:`usually {value}`,longest:`longest {value}`,greatest:`greatest {value}`,between:`{least} to {greatest}`,alarm_above:`alarm above {value}`,alarm_outside:`alarm below {least} and above {greatest}`,now:`now {value}`,patterns:`Typical patterns`,phase_on:`On`,phase_off:`Off`,phase_both:`On and off`,minutes_in:`after {time}`,current:`now`,words:`In words`,words_cycles:`Cycles about every {cycle}: on for {on} at {watts}, off for {off} at {standby}.`,words_demand:`Used on demand: on for {on} at {watts}, standby {standby}.`,words_constant:`Always on at {watts}.`,words_hardly:`Hardly used while learning; on at {watts}.`,words_use:`On {percent} of the time, {starts}.`,words_longest:`Longest on {on}, longest off {off}.`,words_peak:`Greatest reading {watts}.`,words_day:`A usual day: on for {on} at a time, off for {off}, {watts} on average.`,words_learnt:`Learnt in {time} from readings every {interval}.`,words_provisional:`Provisional: learning went on, or was broken off.`,words_adapted:`Fitted to this appliance by the plug.`,from_own:`Learnt by this plug`,from_other:`Given by another plug or by hand`,from_library:`{name}, version {version}`,from_removed:`From a model that is no longer in the library`,changed:`changed by the plug since`,mode_adapt:`Adapt`,mode_exact:`Exact`,update_to:`Update to version {version}`,updating:`Updating …`,copy:`Copy model to …`,use:`Use another model …`,give:`Give a model to plugs …`,give_title:`Give a model`,which:`Model`,of_plugs:`Learnt by a plug`,of_library:`From the library`,to:`To`,everywhere:`All`,how:`How`,adapt_text:`Another appliance of the same kind: the plug measures for some hours, then watches.`,exact_text:`The same appliance on another plug, or an identical one: the plug watches at once.`,start:`Give`,cancel:`Cancel`,choose_target:`Choose at least one plug.`,no_models:`No plug has learnt a model yet, and the library is empty.`,job_running:`{name}: {done} of {total} plugs`,job_done:`{name}: given to {done} of {total} plugs`,result_waiting:`waiting for the plug`,result_copied:`uses it`,dismiss:`Dismiss`,overview:`Plugs`,all_well:`All {count} plugs are well.`,count_anomalies:`{count} with an anomaly`,count_offline:`{count} not connected`,count_learning:`{count} learning`,count_not_watching:`{count} not watching`,update_all:`Update {count}`,no_plugs:`No plug with DIoL yet`,no_plugs_text:`Plugs that ESPHome knows and that have DIoL in their firmware are found by themselves.`,add_plug:`Add a plug`,not_found:`There is no plug of DIoL with {entity}. Choose another one in the card's settings.`,edit_entity:`Plug`,edit_entity_help:`Leave it empty to show all plugs.`,edit_name:`Name`,edit_hours:`Time shown at first`,edit_power:`Power sensor`,edit_power_help:`Needed only where a plug meters several appliances.`,edit_show_normal:`Show the learnt normal`,edit_show_patterns:`Show typical patterns`,edit_show_words:`Show the model in words`,card_description:`What a plug has learnt of its appliance, and what it sees now`,strategy_description:`All your plugs with DIoL, worst first`,appliances:`Appliances`},Je={en:qe,de:Ke,es:{days:`{count} días`,starts_an_hour:`{count} arranques por hora`,starts_a_day:`{count} arranques al día`,start_every:`un arranque cada {time}`,power:`Potencia`,score:`Puntuación`,threshold:`umbral`,pattern:`Patrón {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 d`,range_720:`30 d`,range_label:`Tiempo mostrado`,chart_label:`Potencia de las últimas {time}, coloreada según el patrón aprendido, con anomalías: {anomalies}. Las flechas del teclado leen los valores.`,no_anomalies:`ninguna`,anomaly:`Anomalía`,anomaly_since:`desde {time}`,anomaly_times:`{start} a {end}`,more_anomalies:`y {count} anteriores`,no_readings:`En este tiempo no se registró ninguna potencia.`,no_power:`Este enchufe no tiene sensor de potencia en Home Assistant, así que no hay imagen.`,loading:`Cargando …`,on_for:`encendido desde hace {time}`,off_for:`apagado desde hace {time}`,on_for_more:`encendido desde hace más de {time}`,off_for_more:`apagado desde hace más de {time}`,accept:`Aceptar como normal`,offline:`Sin conexión`,offline_text:`El enchufe sigue vigilando por sí solo. Lo que comunique se verá cuando vuelva.`,no_model_text:`Deja que el enchufe aprenda su aparato, lo que tarda nueve días, o dale el modelo de otro enchufe.`,learn:`Dejar que aprenda`,learning:`Aprende`,adapting:`Se adapta a este aparato`,ready_at:`listo hacia {time}`,ready_unknown:`acaba de empezar`,cycles:`Ciclos`,on_time:`Encendido seguido`,off_time:`Apagado seguido`,on_power:`Potencia encendido`,standby:`En espera`,watched_for:`Observado durante`,normal:`Normalidad aprendida`,fit:`explica el {percent} de sus minutos`,usually:`normalmente {value}`,longest:`máximo {value}`,greatest:`máximo {value}`,between:`{least} a {greatest}`,alarm_above:`alarma por encima de {value}`,alarm_outside:`alarma por debajo de {least} y por encima de {greatest}`,now:`ahora {value}`,patterns:`Patrones típicos`,phase_on:`Encendido`,phase_off:`Apagado`,phase_both:`Encendido y apagado`,minutes_in:`tras {time}`,current:`ahora`,words:`En palabras`,words_cycles:`Un ciclo cada {cycle}, más o menos: {on} encendido a {watts}, {off} apagado a {standby}.`,words_demand:`Se usa a petición: {on} encendido a {watts}, en espera {standby}.`,words_constant:`Siempre encendido a {watts}.`,words_hardly:`Apenas usado mientras aprendía; encendido a {watts}.`,words_use:`Encendido el {percent} del tiempo, {starts}.`,words_longest:`Más tiempo encendido {on}, más tiempo apagado {off}.`,words_peak:`Mayor lectura {watts}.`,words_day:`Un día habitual: {on} encendido seguido, {off} apagado, {watts} de media.`,words_learnt:`Aprendido en {time} con lecturas cada {interval}.`,words_provisional:`Provisional: el aprendizaje continuó o se interrumpió.`,words_adapted:`Ajustado a este aparato por el enchufe.`,from_own:`Aprendido por este enchufe`,from_other:`Dado por otro enchufe o a mano`,from_library:`{name}, versión {version}`,from_removed:`De un modelo que ya no está en la biblioteca`,changed:`cambiado desde entonces por el enchufe`,mode_adapt:`Adaptar`,mode_exact:`Exacto`,update_to:`Actualizar a la versión {version}`,updating:`Actualizando …`,copy:`Copiar el modelo …`,use:`Usar otro modelo …`,give:`Dar un modelo a enchufes …`,give_title:`Dar un modelo`,which:`Modelo`,of_plugs:`Aprendido por un enchufe`,of_library:`De la biblioteca`,to:`A`,everywhere:`Todos`,how:`Cómo`,adapt_text:`Otro aparato del mismo tipo: el enchufe mide unas horas y luego vigila.`,exact_text:`El mismo aparato en otro enchufe, o uno idéntico: el enchufe vigila al momento.`,start:`Dar`,cancel:`Cancelar`,choose_target:`Elige al menos un enchufe.`,no_models:`Ningún enchufe ha aprendido todavía un modelo y la biblioteca está vacía.`,job_running:`{name}: {done} de {total} enchufes`,job_done:`{name}: dado a {done} de {total} enchufes`,result_waiting:`esperando al enchufe`,result_copied:`lo usa`,dismiss:`Cerrar`,overview:`Enchufes`,all_well:`Los {count} enchufes están bien.`,count_anomalies:`{count} con una anomalía`,count_offline:`{count} sin conexión`,count_learning:`{count} aprendiendo`,count_not_watching:`{count} sin vigilar`,update_all:`Actualizar {count}`,no_plugs:`Aún no hay enchufes con DIoL`,no_plugs_text:`Los enchufes que ESPHome conoce y que tienen DIoL en su firmware se encuentran solos.`,add_plug:`Añadir un enchufe`,not_found:`No hay ningún enchufe de DIoL con {entity}. Elige otro en los ajustes de la tarjeta.`,edit_entity:`Enchufe`,edit_entity_help:`Déjalo vacío para mostrar todos los enchufes.`,edit_name:`Nombre`,edit_hours:`Tiempo mostrado al principio`,edit_power:`Sensor de potencia`,edit_power_help:`Solo hace falta si un enchufe mide varios aparatos.`,edit_show_normal:`Mostrar la normalidad aprendida`,edit_show_patterns:`Mostrar los patrones típicos`,edit_show_words:`Mostrar el modelo en palabras`,card_description:`Lo que un enchufe ha aprendido de su aparato y lo que ve ahora`,strategy_description:`Todos tus enchufes con DIoL, los peores primero`,appliances:`Aparatos`},fr:{days:`{count} jours`,starts_an_hour:`{count} démarrages par heure`,starts_a_day:`{count} démarrages par jour`,start_every:`un démarrage toutes les {time}`,power:`Puissance`,score:`Score`,threshold:`seuil`,pattern:`Motif {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 j`,range_720:`30 j`,range_label:`Durée affichée`,chart_label:`Puissance des dernières {time}, colorée selon le motif appris, avec les anomalies : {anomalies}. Les flèches du clavier lisent les valeurs.`,no_anomalies:`aucune`,anomaly:`Anomalie`,anomaly_since:`depuis {time}`,anomaly_times:`{start} à {end}`,more_anomalies:`et {count} plus anciennes`,no_readings:`Aucune mesure de puissance n’a été enregistrée pendant cette durée.`,no_power:`Cette prise n’a pas de capteur de puissance dans Home Assistant, il n’y a donc pas d’image.`,loading:`Chargement …`,on_for:`en marche depuis {time}`,off_for:`à l’arrêt depuis {time}`,on_for_more:`en marche depuis plus de {time}`,off_for_more:`à l’arrêt depuis plus de {time}`,accept:`Accepter comme normal`,offline:`Non connectée`,offline_text:`La prise continue à surveiller seule. Ce qu’elle signale s’affiche dès son retour.`,no_model_text:`Laissez la prise apprendre son appareil, ce qui prend neuf jours, ou donnez-lui le modèle d’une autre.`,learn:`Laisser apprendre`,learning:`Apprend`,adapting:`S’adapte à cet appareil`,ready_at:`prête vers {time}`,ready_unknown:`vient de commencer`,cycles:`Cycles`,on_time:`En marche d’affilée`,off_time:`À l’arrêt d’affilée`,on_power:`Puissance en marche`,standby:`Veille`,watched_for:`Observé pendant`,normal:`Normalité apprise`,fit:`explique {percent} de ses minutes`,usually:`d’habitude {value}`,longest:`au plus {value}`,greatest:`au plus {value}`,between:`{least} à {greatest}`,alarm_above:`alarme au-dessus de {value}`,alarm_outside:`alarme sous {least} et au-dessus de {greatest}`,now:`maintenant {value}`,patterns:`Motifs typiques`,phase_on:`Marche`,phase_off:`Arrêt`,phase_both:`Marche et arrêt`,minutes_in:`après {time}`,current:`maintenant`,words:`En mots`,words_cycles:`Un cycle toutes les {cycle} environ : {on} en marche à {watts}, {off} à l’arrêt à {standby}.`,words_demand:`Utilisé à la demande : {on} en marche à {watts}, veille {standby}.`,words_constant:`Toujours en marche à {watts}.`,words_hardly:`Presque pas utilisé pendant l’apprentissage ; en marche à {watts}.`,words_use:`En marche {percent} du temps, {starts}.`,words_longest:`Plus longue marche {on}, plus long arrêt {off}.`,words_peak:`Plus grande mesure {watts}.`,words_day:`Un jour habituel : {on} en marche d’affilée, {off} à l’arrêt, {watts} en moyenne.`,words_learnt:`Appris en {time} à partir de mesures toutes les {interval}.`,words_provisional:`Provisoire : l’apprentissage a continué ou a été interrompu.`,words_adapted:`Ajusté à cet appareil par la prise.`,from_own:`Appris par cette prise`,from_other:`Donné par une autre prise ou à la main`,from_library:`{name}, version {version}`,from_removed:`D’un modèle qui n’est plus dans la bibliothèque`,changed:`modifié depuis par la prise`,mode_adapt:`Adapter`,mode_exact:`Tel quel`,update_to:`Mettre à jour vers la version {version}`,updating:`Mise à jour …`,copy:`Copier le modèle …`,use:`Utiliser un autre modèle …`,give:`Donner un modèle à des prises …`,give_title:`Donner un modèle`,which:`Modèle`,of_plugs:`Appris par une prise`,of_library:`De la bibliothèque`,to:`À`,everywhere:`Toutes`,how:`Comment`,adapt_text:`Un autre appareil du même genre : la prise mesure quelques heures, puis surveille.`,exact_text:`Le même appareil sur une autre prise, ou un identique : la prise surveille aussitôt.`,start:`Donner`,cancel:`Annuler`,choose_target:`Choisissez au moins une prise.`,no_models:`Aucune prise n’a encore appris de modèle, et la bibliothèque est vide.`,job_running:`{name} : {done} prises sur {total}`,job_done:`{name} : donné à {done} prises sur {total}`,result_waiting:`attend la prise`,result_copied:`l’utilise`,dismiss:`Fermer`,overview:`Prises`,all_well:`Tout va bien pour les {count} prises.`,count_anomalies:`{count} avec une anomalie`,count_offline:`{count} non connectées`,count_learning:`{count} en apprentissage`,count_not_watching:`{count} sans surveillance`,update_all:`Mettre à jour ({count})`,no_plugs:`Pas encore de prise avec DIoL`,no_plugs_text:`Les prises connues d’ESPHome et dont le micrologiciel contient DIoL sont trouvées d’elles-mêmes.`,add_plug:`Ajouter une prise`,not_found:`Il n’y a pas de prise DIoL avec {entity}. Choisissez-en une autre dans les réglages de la carte.`,edit_entity:`Prise`,edit_entity_help:`Laissez vide pour afficher toutes les prises.`,edit_name:`Nom`,edit_hours:`Durée affichée au début`,edit_power:`Capteur de puissance`,edit_power_help:`Nécessaire seulement si une prise mesure plusieurs appareils.`,edit_show_normal:`Afficher la normalité apprise`,edit_show_patterns:`Afficher les motifs typiques`,edit_show_words:`Afficher le modèle en mots`,card_description:`Ce qu’une prise a appris de son appareil, et ce qu’elle voit maintenant`,strategy_description:`Toutes vos prises avec DIoL, les plus préoccupantes d’abord`,appliances:`Appareils`},nl:{days:`{count} dagen`,starts_an_hour:`{count} starts per uur`,starts_a_day:`{count} starts per dag`,start_every:`een start per {time}`,power:`Vermogen`,score:`Score`,threshold:`drempel`,pattern:`Patroon {nr}`,range_6:`6 u`,range_24:`24 u`,range_168:`7 d`,range_720:`30 d`,range_label:`Getoonde tijd`,chart_label:`Vermogen over de laatste {time}, gekleurd naar het geleerde patroon, met anomalieën: {anomalies}. Met de pijltoetsen lees je waarden.`,no_anomalies:`geen`,anomaly:`Anomalie`,anomaly_since:`sinds {time}`,anomaly_times:`{start} tot {end}`,more_anomalies:`en {count} eerdere`,no_readings:`In deze tijd is geen vermogen opgenomen.`,no_power:`Deze stekker heeft in Home Assistant geen sensor voor vermogen, dus er is geen beeld van.`,loading:`Laden …`,on_for:`aan sinds {time}`,off_for:`uit sinds {time}`,on_for_more:`aan sinds meer dan {time}`,off_for_more:`uit sinds meer dan {time}`,accept:`Als normaal accepteren`,offline:`Niet verbonden`,offline_text:`De stekker blijft uit zichzelf bewaken. Wat hij meldt, zie je zodra hij terug is.`,no_model_text:`Laat de stekker zijn apparaat leren, wat negen dagen duurt, of geef hem het model van een andere.`,learn:`Laten leren`,learning:`Leert`,adapting:`Past zich aan dit apparaat aan`,ready_at:`klaar rond {time}`,ready_unknown:`net begonnen`,cycles:`Cycli`,on_time:`Aan per keer`,off_time:`Uit per keer`,on_power:`Vermogen als aan`,standby:`Stand-by`,watched_for:`Bekeken`,normal:`Geleerd normaal`,fit:`verklaart {percent} van zijn minuten`,usually:`meestal {value}`,longest:`langste {value}`,greatest:`hoogste {value}`,between:`{least} tot {greatest}`,alarm_above:`alarm boven {value}`,alarm_outside:`alarm onder {least} en boven {greatest}`,now:`nu {value}`,patterns:`Typische patronen`,phase_on:`Aan`,phase_off:`Uit`,phase_both:`Aan en uit`,minutes_in:`na {time}`,current:`nu`,words:`In woorden`,words_cycles:`Draait ongeveer elke {cycle}: {on} aan op {watts}, {off} uit op {standby}.`,words_demand:`Op verzoek gebruikt: {on} aan op {watts}, stand-by {standby}.`,words_constant:`Altijd aan op {watts}.`,words_hardly:`Tijdens het leren nauwelijks gebruikt; aan op {watts}.`,words_use:`{percent} van de tijd aan, {starts}.`,words_longest:`Langste tijd aan {on}, langste tijd uit {off}.`,words_peak:`Hoogste meting {watts}.`,words_day:`Een gewone dag: {on} per keer aan, {off} uit, gemiddeld {watts}.`,words_learnt:`Geleerd in {time} uit metingen om de {interval}.`,words_provisional:`Voorlopig: het leren ging door of werd afgebroken.`,words_adapted:`Door de stekker aan dit apparaat aangepast.`,from_own:`Door deze stekker geleerd`,from_other:`Door een andere stekker of met de hand gegeven`,from_library:`{name}, versie {version}`,from_removed:`Van een model dat niet meer in de bibliotheek staat`,changed:`sindsdien door de stekker veranderd`,mode_adapt:`Aanpassen`,mode_exact:`Precies zo`,update_to:`Bijwerken naar versie {version}`,updating:`Bijwerken …`,copy:`Model kopiëren …`,use:`Ander model gebruiken …`,give:`Model aan stekkers geven …`,give_title:`Een model geven`,which:`Model`,of_plugs:`Door een stekker geleerd`,of_library:`Uit de bibliotheek`,to:`Aan`,everywhere:`Alle`,how:`Hoe`,adapt_text:`Een ander apparaat van dezelfde soort: de stekker meet enkele uren en bewaakt daarna.`,exact_text:`Hetzelfde apparaat aan een andere stekker, of een identiek: de stekker bewaakt meteen.`,start:`Geven`,cancel:`Annuleren`,choose_target:`Kies minstens één stekker.`,no_models:`Nog geen stekker heeft een model geleerd en de bibliotheek is leeg.`,job_running:`{name}: {done} van {total} stekkers`,job_done:`{name}: aan {done} van {total} stekkers gegeven`,result_waiting:`wacht op de stekker`,result_copied:`gebruikt het`,dismiss:`Sluiten`,overview:`Stekkers`,all_well:`Met alle {count} stekkers is alles goed.`,count_anomalies:`{count} met een anomalie`,count_offline:`{count} niet verbonden`,count_learning:`{count} aan het leren`,count_not_watching:`{count} bewaken niet`,update_all:`{count} bijwerken`,no_plugs:`Nog geen stekker met DIoL`,no_plugs_text:`Stekkers die ESPHome kent en die DIoL in hun firmware hebben, worden vanzelf gevonden.`,add_plug:`Stekker toevoegen`,not_found:`Er is geen stekker van DIoL met {entity}. Kies een andere in de instellingen van de kaart.`,edit_entity:`Stekker`,edit_entity_help:`Laat leeg om alle stekkers te tonen.`,edit_name:`Naam`,edit_hours:`Eerst getoonde tijd`,edit_power:`Vermogenssensor`,edit_power_help:`Alleen nodig als een stekker meerdere apparaten meet.`,edit_show_normal:`Geleerd normaal tonen`,edit_show_patterns:`Typische patronen tonen`,edit_show_words:`Model in woorden tonen`,card_description:`Wat een stekker over zijn apparaat heeft geleerd en wat hij nu ziet`,strategy_description:`Al je stekkers met DIoL, de opvallendste eerst`,appliances:`Apparaten`}},j=e=>Je[e]??Je[e.split(`-`)[0]]??qe,M=(e,t,n={})=>j(e.locale.language)[t].replace(/\{(\w+)\}/g,(e,t)=>String(n[t]??``)),Ye=[`anomaly`,`does_not_fit`,`offline`,`not_measuring`,`no_model`,`paused`,`learning`,`adapting`,`provisional`,`watching`],Xe={anomaly:`bad`,does_not_fit:`warn`,offline:`off`,not_measuring:`warn`,no_model:`off`,paused:`off`,learning:`busy`,adapting:`busy`,provisional:`good`,watching:`good`},N=(e,t,n)=>e.states[t.entities[n]??``],P=e=>{let t=Number.parseFloat(e?.state??``);return Number.isFinite(t)?t:void 0},F=(e,t)=>{let n=N(e,t,`sensor.status`)?.state;return N(e,t,`binary_sensor.anomaly`)?.state===`on`?`anomaly`:n&&Ye.includes(n)?n:`offline`},Ze=e=>Xe[e],Qe=(e,t)=>{let n=t=>Ye.indexOf(F(e,t)),r=t=>P(N(e,t,`sensor.score`))??0;return[...t].sort((t,i)=>n(t)-n(i)||r(i)-r(t)||t.name.localeCompare(i.name,e.locale.language))},$e=(e,t,n)=>!e||e.themes!==t.themes||e.locale!==t.locale||e.entities!==t.entities||n.some(n=>n&&e.states[n]!==t.states[n]),I=o`
  :host {
    color: var(--primary-text-color);
    font-size: var(--ha-font-size-m, 14px);
    line-height: var(--ha-line-height-normal, 1.5);
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul {
    list-style: none;
  }
  h3 {
    font-size: var(--ha-font-size-m, 14px);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  h3.section {
    font-size: var(--ha-font-size-l, 16px);
  }
  .secondary {
    color: var(--secondary-text-color);
    font-size: var(--ha-font-size-s, 12px);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--ha-space-1, 4px) var(--ha-space-2, 8px);
  }
  .between {
    justify-content: space-between;
  }
  button,
  select,
  summary {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .button {
    min-height: 36px;
    padding: 0 var(--ha-space-4, 16px);
    border: 1px solid var(--divider-color);
    border-radius: var(--ha-border-radius-pill, 18px);
    background: none;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .button:hover {
    background: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
  }
  .button.primary {
    border-color: transparent;
    background: color-mix(in srgb, var(--primary-color) var(--diol-tint), transparent);
  }
  .button[disabled] {
    opacity: 0.5;
    cursor: default;
  }
  @media (pointer: coarse) {
    .button {
      min-height: 44px;
    }
  }
`,L=`plug:`,et=`model:`,tt=class extends k{static{this.properties={hass:{attribute:!1},plugs:{attribute:!1},_models:{state:!0},_which:{state:!0},_targets:{state:!0},_mode:{state:!0},_wrong:{state:!0},_open:{state:!0}}}async open({source:e,target:t}={}){this._which=e?L+e:``,this._targets=t?[t]:[],this._mode=`adapt`,this._wrong=``,this._models=void 0,this._open=!0,await this.updateComplete,this.#e.showModal();try{this._models=(await He(this.hass)).models}catch(e){this._wrong=A(e),this._models=[]}this._which||=this.#n().at(0)?.value??``}get#e(){return this.renderRoot.querySelector(`dialog`)}get#t(){let e=e=>(N(this.hass,e,`text.model_text`)?.state??``).startsWith(`DIoL`);return this.plugs.filter(t=>e(t)&&!this._targets.includes(t.entry_id))}#n(){return[...(this._models??[]).map(({name:e,versions:t})=>({value:et+e,label:M(this.hass,`from_library`,{name:e,version:t[0].version})})),...this.#t.map(e=>({value:L+e.entry_id,label:e.name}))]}render(){return S`<dialog aria-labelledby="title" @click=${this.#s} @close=${this.#o}>
      ${this._open?this.#r():T}
    </dialog>`}#r(){let e=e=>M(this.hass,e);return S`<form method="dialog" @submit=${this.#c}>
      <h2 id="title">${e(`give_title`)}</h2>
      ${this._models===void 0?S`<p class="secondary">${e(`loading`)}</p>`:this.#n().length||this._which?this.#i():S`<p>${e(`no_models`)}</p>`}
      ${this._wrong?S`<p class="wrong" role="alert">${this._wrong}</p>`:T}
      <div class="buttons">
        <button class="button" type="button" @click=${()=>this.#e.close()}>${e(`cancel`)}</button>
        <button class="button primary" type="submit" ?disabled=${!this._which}>${e(`start`)}</button>
      </div>
    </form>`}#i(){let e=e=>M(this.hass,e),t=this.#n(),n=(e,n)=>{let r=t.filter(({value:t})=>t.startsWith(e));return r.length?S`<optgroup label=${n}>
            ${r.map(({value:e,label:t})=>S`<option value=${e} ?selected=${e===this._which}>${t}</option>`)}
          </optgroup>`:T},r=this.plugs.filter(({entry_id:e})=>L+e!==this._which);return S`<label class="field">
        <span>${e(`which`)}</span>
        <select @change=${e=>this._which=e.target.value}>
          ${n(et,e(`of_library`))} ${n(L,e(`of_plugs`))}
        </select>
      </label>
      <fieldset>
        <legend>${e(`to`)}</legend>
        ${r.length>2?S`<label
                ><input
                  type="checkbox"
                  .checked=${r.every(({entry_id:e})=>this._targets.includes(e))}
                  @change=${e=>this._targets=e.target.checked?r.map(({entry_id:e})=>e):[]}
                />${e(`everywhere`)}</label
              >`:T}
        ${r.map(e=>this.#a(e))}
      </fieldset>
      <fieldset>
        <legend>${e(`how`)}</legend>
        ${[`adapt`,`exact`].map(t=>S`<label
              ><input
                type="radio"
                name="mode"
                .checked=${t===this._mode}
                @change=${()=>this._mode=t}
              /><span
                >${e(`mode_${t}`)}<small class="secondary">${e(`${t}_text`)}</small></span
              ></label
            >`)}
      </fieldset>`}#a(e){let t=F(this.hass,e)===`offline`;return S`<label
      ><input type="checkbox" .checked=${this._targets.includes(e.entry_id)} @change=${t=>{let n=this._targets.filter(t=>t!==e.entry_id);this._targets=t.target.checked?[...n,e.entry_id]:n}} /><span
        >${e.name}${t?S`<small class="secondary">${M(this.hass,`offline`)}</small>`:T}</span
      ></label
    >`}#o(){this._open=!1}#s(e){e.target===this.#e&&this.#e.close()}async#c(e){e.preventDefault();let t=this._targets.filter(e=>L+e!==this._which);if(!t.length){this._wrong=M(this.hass,`choose_target`);return}let n=this._which.startsWith(L)?{source:this._which.slice(5)}:{model:this._which.slice(6)};try{let{job:e}=await Ue(this.hass,n,this._mode,t);this.#e.close(),this.dispatchEvent(new CustomEvent(`diol-given`,{detail:e}))}catch(e){this._wrong=A(e)}}static{this.styles=[I,o`
      dialog {
        width: min(480px, calc(100vw - 32px));
        max-height: calc(100vh - 64px);
        padding: 0;
        border: 0;
        border-radius: var(--ha-border-radius-xl, 16px);
        background: var(--card-background-color);
        color: inherit;
        font-family: inherit;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }
      form {
        display: grid;
        gap: var(--ha-space-5, 20px);
        padding: var(--ha-space-6, 24px);
      }
      h2 {
        font-size: var(--ha-font-size-xl, 20px);
      }
      .field {
        display: grid;
        gap: 6px;
      }
      .field span,
      legend {
        padding: 0;
        color: var(--secondary-text-color);
        font-size: var(--ha-font-size-s, 12px);
      }
      select {
        width: 100%;
        height: 44px;
        padding: 0 12px;
        border: 1px solid var(--divider-color);
        border-radius: var(--ha-border-radius-md, 8px);
        background: var(--card-background-color);
      }
      fieldset {
        display: grid;
        gap: 2px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }
      fieldset label {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 40px;
        cursor: pointer;
      }
      input {
        flex: none;
        width: 18px;
        height: 18px;
        margin: 0;
        accent-color: var(--primary-color);
      }
      small {
        display: block;
      }
      .wrong {
        color: var(--error-color);
      }
      .buttons {
        display: flex;
        justify-content: flex-end;
        gap: var(--ha-space-2, 8px);
      }
    `]}};customElements.get(`diol-give`)??customElements.define(`diol-give`,tt);var nt=class extends k{static{this.properties={hass:{attribute:!1},only:{attribute:!1},_jobs:{state:!0}}}#e;connectedCallback(){super.connectedCallback(),this.hass&&this.#t()}disconnectedCallback(){super.disconnectedCallback(),this.#e?.then(e=>e()).catch(()=>void 0),this.#e=void 0}willUpdate(e){e.has(`hass`)&&!this.#e&&this.#t()}#t(){this.#e??=Ge(this.hass,e=>{this._jobs=e}),this.#e.catch(()=>void 0)}render(){let{only:e}=this;return(this._jobs??[]).filter(t=>!e||e.begun.includes(t.id)||t.targets.some(({entry_id:t})=>t===e.plug)).map(e=>this.#n(e))}#n(e){let t=e.targets.filter(({result:e})=>e!==null).length,n=e.targets.filter(({result:e})=>e===`copied`).length,r=M(this.hass,e.over?`job_done`:`job_running`,{name:e.title,done:e.over?n:t,total:e.targets.length});return S`<section>
      <div class="row between">
        <h3><span role="status">${r}</span></h3>
        ${e.over?S`<button class="button" @click=${()=>void We(this.hass,e.id)}>
                ${M(this.hass,`dismiss`)}
              </button>`:T}
      </div>
      ${e.over?T:S`<progress max=${e.targets.length} value=${t} aria-label=${r}></progress>`}
      <ul>
        ${e.targets.map(({name:e,result:t,message:n})=>S`<li class=${t??`waiting`}>
              <b>${e}</b> ${n??M(this.hass,t===null?`result_waiting`:`result_copied`)}
            </li>`)}
      </ul>
    </section>`}static{this.styles=[I,o`
      section {
        margin-top: var(--ha-space-4, 16px);
        padding: var(--ha-space-3, 12px) var(--ha-space-4, 16px);
        border-radius: var(--ha-border-radius-md, 8px);
        background: color-mix(in srgb, var(--primary-color) 8%, transparent);
      }
      .row {
        align-items: center;
      }
      progress {
        width: 100%;
        accent-color: var(--primary-color);
      }
      li {
        padding-inline-start: 18px;
        font-size: var(--ha-font-size-s, 12px);
        position: relative;
      }
      li::before {
        position: absolute;
        left: 0;
        content: "…";
      }
      li.copied::before {
        content: "✓";
      }
      li.refused::before,
      li.failed::before {
        content: "✕";
      }
      b {
        font-weight: var(--ha-font-weight-medium, 500);
      }
    `]}};customElements.get(`diol-jobs`)??customElements.define(`diol-jobs`,nt);var rt=o`
  .box {
    position: relative;
    touch-action: pan-y;
    border-radius: var(--ha-border-radius-sm, 4px);
    user-select: none;
  }
  .box:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 4px;
  }
  svg {
    display: block;
    width: 100%;
    overflow: visible;
  }
  .area {
    fill: var(--colour);
    opacity: 0.22;
  }
  .line {
    fill: none;
    stroke: var(--colour);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .span {
    fill: var(--error-color);
    opacity: 0.16;
  }
  .cap {
    fill: var(--error-color);
  }
  .grid {
    stroke: var(--divider-color);
  }
  .score {
    fill: var(--secondary-text-color);
    opacity: 0.4;
  }
  .unusual {
    fill: var(--error-color);
    opacity: 0.9;
  }
  .threshold {
    stroke: var(--secondary-text-color);
    stroke-dasharray: 3 3;
  }
  .cursor {
    stroke: var(--primary-text-color);
    opacity: 0.5;
  }
  text {
    fill: var(--secondary-text-color);
    font-size: 11px;
    paint-order: stroke;
    stroke: var(--ha-card-background, var(--card-background-color));
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .tip {
    position: absolute;
    top: 8px;
    z-index: 1;
    max-width: 60%;
    padding: var(--ha-space-2, 8px) var(--ha-space-3, 12px);
    border: 1px solid var(--divider-color);
    border-radius: var(--ha-border-radius-md, 8px);
    background: var(--card-background-color);
    box-shadow: 0 2px 8px rgb(0 0 0 / 20%);
    font-size: var(--ha-font-size-s, 12px);
    line-height: 1.5;
    pointer-events: none;
  }
  .when {
    color: var(--secondary-text-color);
  }
  .watts {
    font-size: var(--ha-font-size-l, 16px);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .tip i {
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
  }
  .why {
    margin-top: 4px;
    padding-top: 4px;
    border-top: 1px solid var(--divider-color);
  }
`,it=4,at=e=>{let t=e.map(({phase:e})=>e===`off`?`off`:`on`),n=e.map((e,t)=>({nr:t,at:e.phase_minutes??0})).sort((e,t)=>e.at-t.at||e.nr-t.nr),r={on:0,off:0},i=[];for(let{nr:e}of n)i[e]=`${t[e]}-${r[t[e]]++%it+1}`;return i},ot=(e,t)=>e[t-1]?`var(--diol-${e[t-1]})`:`var(--primary-color)`,st=(e,t,n,r)=>{let i=e=>n[(e??0)-1]?.startsWith(`off`);return e.map((n,a)=>{let o=e[a+1];return i(n)&&o&&!i(o)&&(t[a]??0)>r/4?o:n})},ct=o`
  :host {
    --diol-on-1: #1e88e5;
    --diol-on-2: #1565c0;
    --diol-on-3: #0b3f8f;
    --diol-on-4: #5e35b1;
    --diol-off-1: #8592a0;
    --diol-off-2: #6c7a88;
    --diol-off-3: #556370;
    --diol-off-4: #3f4b56;
    --diol-tint: 12%;
  }
  :host([dark]) {
    --diol-on-1: #2f8fe8;
    --diol-on-2: #5fb0fb;
    --diol-on-3: #9bd0ff;
    --diol-on-4: #b39ddb;
    --diol-off-1: #66737f;
    --diol-off-2: #808d99;
    --diol-off-3: #9aa6b1;
    --diol-off-4: #b7c1ca;
    --diol-tint: 22%;
  }
`,lt=60,R=3600,z=24*R,ut=[[lt,1],[300,10],[10*R,lt],[2*z,300],[4*z,R],[1/0,z]],dt=new Map,ft=(e,t)=>(dt.has(e)||dt.set(e,t()),dt.get(e)),B=(e,t,n=0)=>{let{language:r}=e.locale;return ft(`${r} ${n}`,()=>new Intl.NumberFormat(r,{maximumFractionDigits:n})).format(t)},pt=(e,t)=>B(e,t,t>=9.95?0:t>=.095?1:2),V=(e,t)=>t>=999.5?`${pt(e,t/1e3)} kW`:`${pt(e,t)} W`,H=(e,t)=>{let n=Math.round(t*lt),r=n;for(let[e,t]of ut)if(r=Math.round(n/t)*t,r<e)break;if(r>=2*z){let t=Math.round(r%z/R),n=M(e,`days`,{count:B(e,Math.floor(r/z))});return t?`${n} ${t} h`:n}let i=[];for(let[t,n]of[[R,`h`],[lt,`min`],[1,`s`]]){let a=Math.floor(r/t);r-=a*t,a&&i.push(`${B(e,a)} ${n}`)}return i.slice(0,2).join(` `)||`0 s`},mt=(e,t)=>t>0&&t<.01?`< 1 %`:t>.99&&t<1?`> 99 %`:`${B(e,100*t)} %`,ht=(e,t)=>{for(let[n,r]of[[1,`starts_an_hour`],[24,`starts_a_day`]])if(t*n>=.95)return M(e,r,{count:pt(e,t*n)});return M(e,`start_every`,{time:H(e,60/t)})},gt=e=>e.locale.time_zone===`server`?e.config.time_zone:ft(`zone`,()=>Intl.DateTimeFormat().resolvedOptions().timeZone)||e.config.time_zone,_t=e=>({12:!0,24:!1})[e.locale.time_format??``]??void 0,U=(e,t,n)=>{let{language:r}=e.locale,i=gt(e);return ft([r,i,e.locale.time_format,JSON.stringify(n)].join(),()=>new Intl.DateTimeFormat(r,{timeZone:i,...n.hour&&{hour12:_t(e)},...n})).format(t*1e3)},vt={hour:`numeric`,minute:`2-digit`},yt=(e,t)=>U(e,t,vt),W=(e,t,n=Date.now()/1e3)=>{let r={day:`numeric`,month:`numeric`,year:`numeric`};return U(e,t,r)===U(e,n,r)?yt(e,t):U(e,t,{...Math.abs(t-n)<6*z?{weekday:`short`}:{day:`numeric`,month:`short`},...vt})},G=e=>String(Math.round(e*10)/10),bt=(e,t)=>{let n=[],r;return e.forEach((e,i)=>{if(e===null){r=void 0;return}let a=t[i]??0;r?.cluster===a?r.to=i+1:n.push(r={from:i,to:i+1,cluster:a})}),n},xt=(e,t,n,r,i)=>{let a=r.width/n.length,o=e=>G(r.height*(1-Math.min(e/i,1))),s=``,c=0;for(let l=e.from;l<e.to;l++){let e=n[l],u=G(l*a);s+=s?`H${u}V${o(e)}`:`M${u} ${o(e)}`,c=t[l]??e,e-c>i/r.height&&(s+=`H${G((l+.5)*a)}V${o(c)}V${o(e)}`)}return`${s}H${G(e.to*a)}`},St=(e,t,n,r)=>{let i=n.width/t.length,a=e=>G(n.height*(1-Math.min(e/r,1))),o=`M${G(e.from*i)} ${n.height}`,s=NaN;for(let n=e.from;n<e.to;n++){let e=t[n];e!==s&&(o+=`H${G(n*i)}V${a(e)}`,s=e)}return`${o}H${G(e.to*i)}V${n.height}Z`},Ct=(e,t)=>{let n=new Map;for(let r of e)n.set(r.cluster,(n.get(r.cluster)??``)+t(r));return n},wt=1.5,Tt=e=>{let t=e.filter(e=>e!==null).sort((e,t)=>e-t),n=t.at(-1)??0,r=(t[Math.floor(t.length*.95)]??0)*wt;return r>0&&n>1.5*r?r:n},Et=e=>e.reduce((e,t)=>t!==null&&t>e?t:e,0),Dt=[60,300,900,1800,3600,7200,10800,21600,43200,86400,172800,345600,604800,1209600],Ot=new Map,kt=(e,t)=>{Ot.has(e)||Ot.set(e,new Intl.DateTimeFormat(`en`,{timeZone:e,timeZoneName:`longOffset`}));let n=Ot.get(e).format(t*1e3),r=/([+-])(\d\d):(\d\d)/.exec(n);return r?(r[1]===`-`?-1:1)*(Number(r[2])*3600+Number(r[3])*60):0},At=(e,t,n,r)=>{let i=Dt.find(r=>(t-e)/r<=n)??Dt[Dt.length-1],a=[];for(let n=Math.floor(e/i)*i-i;n<=t+i;n+=i){let i=n-kt(r,n);i>=e&&i<=t&&a.push(i)}return a},jt=e=>{if(!(e>0))return 1;let t=10**Math.floor(Math.log10(e));return[1,2,4,6,8,10].map(e=>e*t).find(t=>t>=e*.999)},K=(e,t,n)=>Math.min(Math.max(e,t),n),Mt=148,Nt=40,Pt=22,Ft=3,It=86400,Lt=class extends k{static{this.properties={hass:{attribute:!1},history:{attribute:!1},colours:{attribute:!1},label:{attribute:!1},_width:{state:!0},_at:{state:!0}}}#e=new ResizeObserver(([e])=>{let t=Math.round(e.contentRect.width);t&&t!==this._width&&(this._width=t,this.dispatchEvent(new CustomEvent(`diol-width`,{detail:t})))});#t=1;#n=new Map;#r=new Map;#i=``;#a=1.5;connectedCallback(){super.connectedCallback(),this.#e.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}get#o(){return this.#i?212:Mt}get#s(){return this.history.start+this.history.step*this.history.power.max.length}#c(e){return K((e-this.history.start)/(this.#s-this.history.start),0,1)*this._width}willUpdate(e){if(!this.history||!this._width||!e.has(`history`)&&!e.has(`_width`)&&!e.has(`colours`))return;let{power:t,cluster:n,score:r}=this.history;this.#t=jt(Tt(t.max));let i={width:this._width,height:Mt},a=bt(t.max,st(n,t.max,this.colours,this.#t));this.#n=Ct(a,e=>St(e,t.max,i,this.#t)),this.#r=Ct(a,e=>xt(e,t.min,t.max,i,this.#t)),this.#a=Math.max(1.5,Math.min(Et(r)*1.05,4));let o={width:this._width,height:Nt};this.#i=bt(r,[]).map(e=>St(e,r,o,this.#a)).join(``)}render(){return!this.history||!this._width?S`<div class="box"></div>`:S`<div
      class="box"
      tabindex="0"
      role="img"
      aria-label=${this.label}
      @pointermove=${this.#_}
      @pointerdown=${this.#_}
      @pointerleave=${this.#v}
      @blur=${this.#v}
      @keydown=${this.#y}
    >
      <svg
        viewBox="0 0 ${this._width} ${this.#o+Pt}"
        height=${this.#o+Pt}
        aria-hidden="true"
      >
        ${this.#u()} ${this.#d()} ${[...this.#n].map(([e,t])=>this.#l(`area`,e,t))}
        ${[...this.#r].map(([e,t])=>this.#l(`line`,e,t))} ${this.#f()} ${this.#p()}
        ${this._at===void 0?T:this.#m(this._at)}
      </svg>
      ${this._at===void 0?T:this.#g(this._at)}
    </div>`}#l(e,t,n){return C`<path class=${e} style="--colour: ${ot(this.colours,t)}" d=${n} />`}#u(){return this.history.anomalies.map(({start:e,end:t})=>{let n=this.#c(e),r=Math.max(Ft,this.#c(t??this.#s)-n);return C`<rect class="span" x=${n} width=${r} height=${this.#o} />
        <rect class="cap" x=${n} width=${r} height="3" />`})}#d(){return[0,.5,1].map(e=>{let t=Mt*(1-e),n=e?C`<text y=${t+12} x="2">${V(this.hass,e*this.#t)}</text>`:T;return C`<line class="grid" x2=${this._width} y1=${t} y2=${t} />${n}`})}#f(){if(!this.#i)return T;let e=Nt*(1-1/this.#a);return C`<g transform="translate(0 ${172})">
      <clipPath id="above"><rect width=${this._width} height=${e} /></clipPath>
      <path class="score" d=${this.#i} />
      <path class="score unusual" clip-path="url(#above)" d=${this.#i} />
      <line class="threshold" x2=${this._width} y1=${e} y2=${e} />
      <text x="2" y="-5">${M(this.hass,`score`)}</text>
      <text x=${this._width-2} y="-5" text-anchor="end">– – ${M(this.hass,`threshold`)}</text>
    </g>`}#p(){let e=Math.max(2,Math.floor(this._width/76)),t=this.history.start,n=this.#s-t>2*It;return At(t,this.#s,e,gt(this.hass)).map(e=>{let t=this.#c(e);if(t<20||t>this._width-20)return T;let r=n?U(this.hass,e,{day:`numeric`,month:`short`}):yt(this.hass,e);return C`<text class="time" x=${t} y=${this.#o+16} text-anchor="middle">${r}</text>`})}#m(e){let t=(e+.5)/this.history.power.max.length*this._width;return C`<line class="cursor" x1=${t} x2=${t} y2=${this.#o} />`}#h(e){let t=this.history.start+e*this.history.step,n=t+this.history.step;return this.history.anomalies.find(({start:e,end:r})=>e<n&&(r??1/0)>t)}#g(e){let{power:t,score:n,cluster:r,start:i,step:a}=this.history,o=t.min[e],s=t.max[e],c=this.#h(e),l=(e+.5)/t.max.length*this._width,u=l>this._width/2?`right: ${this._width-l+8}px`:`left: ${l+8}px`,d=r[e],f=o===s||o!==null&&s!==null&&s-o<this.#t/100;return S`<div class="tip" role="status" style=${u}>
      <div class="when">${W(this.hass,i+(e+.5)*a)}</div>
      ${s===null?S`<div>–</div>`:S`<div class="watts">
              ${f?V(this.hass,s):`${V(this.hass,o??0)} – ${V(this.hass,s)}`}
            </div>`}
      ${d?S`<div>
              <i style="background: ${ot(this.colours,d)}"></i
              >${M(this.hass,`pattern`,{nr:d})}
            </div>`:T}
      ${n[e]===null?T:S`<div>${M(this.hass,`score`)} ${B(this.hass,n[e],2)}</div>`}
      ${c?S`<div class="why">${c.reason??M(this.hass,`anomaly`)}</div>`:T}
    </div>`}#_(e){let t=this.history?.power.max.length;if(!t)return;let{left:n}=this.getBoundingClientRect();this._at=K(Math.floor((e.clientX-n)/this._width*t),0,t-1)}#v(){this._at=void 0}#y(e){let t=this.history?.power.max.length;if(!t)return;let n=Math.max(1,Math.round(t/100)),r=this._at??t-1,i={ArrowLeft:r-n,ArrowRight:r+n,Home:0,End:t-1}[e.key];i===void 0?e.key===`Escape`&&(this._at=void 0):(e.preventDefault(),this._at=K(i,0,t-1))}static{this.styles=[rt,o`
      :host {
        display: block;
        min-height: ${170}px;
      }
      :host([hidden]) {
        display: none;
      }
    `]}};customElements.get(`diol-chart`)??customElements.define(`diol-chart`,Lt);var Rt=class extends k{static{this.properties={hass:{attribute:!1},clusters:{attribute:!1},colours:{attribute:!1},current:{attribute:!1}}}render(){let e=this.clusters.map((e,t)=>({cluster:e,nr:t+1}));return e.sort((e,t)=>(e.cluster.phase??``).localeCompare(t.cluster.phase??``)*-1||(e.cluster.phase_minutes??0)-(t.cluster.phase_minutes??0)),S`<div class="bar" aria-hidden="true">
        ${e.map(({cluster:e,nr:t})=>S`<i style="flex-grow: ${e.share}; background: ${ot(this.colours,t)}"></i>`)}
      </div>
      <ul>
        ${e.map(({cluster:e,nr:t})=>this.#e(e,t))}
      </ul>`}#e(e,t){let n=t===this.current;return S`<li class=${n?`current`:``}>
      <i style="background: ${ot(this.colours,t)}"></i>
      <span class="nr">${t}</span>
      <span class="what"
        >${this.#t(e)}${n?S` <b>${M(this.hass,`current`)}</b>`:T}</span
      >
      <span class="share">${mt(this.hass,e.share)}</span>
    </li>`}#t({phase:e,phase_minutes:t,on_watts:n,off_watts:r}){if(e===null)return V(this.hass,n);let i=[M(this.hass,`phase_${e}`)];return e!==`both`&&i.push(V(this.hass,(e===`on`?n:r)??0)),t!==null&&i.push(M(this.hass,`minutes_in`,{time:H(this.hass,t)})),i.join(` · `)}static{this.styles=[I,o`
      .bar {
        display: flex;
        gap: 2px;
        height: 10px;
        margin-bottom: var(--ha-space-3, 12px);
        border-radius: 5px;
        overflow: hidden;
      }
      .bar i {
        min-width: 3px;
        flex-basis: 0;
      }
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: 2px var(--ha-space-6, 24px);
      }
      li {
        display: flex;
        align-items: center;
        gap: var(--ha-space-2, 8px);
        font-size: var(--ha-font-size-s, 12px);
      }
      li i {
        flex: none;
        width: 10px;
        height: 10px;
        border-radius: 3px;
      }
      .nr {
        color: var(--secondary-text-color);
      }
      .what {
        flex: 1;
      }
      .share {
        color: var(--secondary-text-color);
        font-variant-numeric: tabular-nums;
      }
      b {
        padding: 0 6px;
        border-radius: 8px;
        background: color-mix(in srgb, var(--primary-text-color) 10%, transparent);
        font-weight: var(--ha-font-weight-medium, 500);
      }
    `]}};customElements.get(`diol-patterns`)??customElements.define(`diol-patterns`,Rt);var zt=[`provisional`,`adapted`,`cycles`,`on_demand`],Bt=`DIoL1.`,Vt=`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_`,Ht=255,Ut=93,Wt=11,Gt=new Set([`on_time`,`off_time`,`duty`,`starts`,`longest_on`,`longest_off`,`greatest_floor_off`,`most_attempts`,`most_starts`,`greatest_duty`]),Kt=[[`feature_set`,`u8`,1,1],[`interval`,`u8`,1,255],[`clusters`,`u8`,1,8],[`hours`,`u16`,1,65535],[`on_power`,`uf16`,.05,32768],[`off_level`,`uf16`,0,`on_power`],[`on_time`,`uf16`,.05,20160],[`off_time`,`uf16`,.05,20160],[`duty`,`uf16`,1e-4,1],[`starts`,`uf16`,5e-4,60],[`block_minutes`,`tens`,10,2550],[`blocks`,`u8`,1,255],[`block_mean`,`uf16`,0,1/0],[`block_scale`,`uf16`,0,1/0],[`block_max`,`uf16`,0,1/0],[`longest_on`,`uf16`,.05,40320],[`longest_off`,`uf16`,.05,40320],[`greatest_power`,`uf16`,`on_power`,32768],[`least_power`,`uf16`,0,`on_power`],[`greatest_floor_on`,`uf16`,0,32768],[`greatest_floor_off`,`uf16`,0,32768],[`greatest_peak`,`uf16`,0,65536],[`most_attempts`,`uf16`,0,1e3],[`most_starts`,`uf16`,0,1e3],[`greatest_duty`,`uf16`,0,1],[`greatest_base`,`uf16`,0,32768],[`longest_unchanged`,`uf16`,0,40320],[`day_on`,`uf16`,.05,20160],[`day_off`,`uf16`,.05,20160],[`day_power`,`uf16`,.05,32768]],qt=new Set([`day_on`,`day_off`,`day_power`]),Jt=class extends Error{constructor(e,t={}){super([e,...Object.entries(t).map(([e,t])=>`${e} ${t}`)].join(`, `)),this.name=`ModelTextError`,this.code=e,this.values=t}},Yt=(e,t,n)=>{let r=e>>t,i=e&(1<<t)-1;return r?((1<<t)+i)*2**(r-n-1):i*2**-n},Xt=(e,t,n,r)=>{if(!(e>0))return 0;let i=Math.min(e,Yt(r,t,n))*2**n,a=0;for(;i>=2**(t+1+a);)a+=1;return Math.min(a*2**t+Math.floor(i/2**a+.5),r)},Zt=e=>Yt(e,11,18),Qt=e=>Xt(e,11,18,65535),$t=e=>Yt(e,4,10),en=e=>Xt(e,4,10,255),tn=(e,t)=>Math.min(Math.max(Math.round(e)||0,0),t),nn=e=>Math.sign(e)*Math.min(Math.round(Math.abs(e)*16),127)||0,rn=e=>{let t=-1;for(let n of e){t^=n;for(let e=0;e<8;e+=1)t=t>>>1^(t&1?3988292384:0)}return~t>>>0},an=e=>rn([...Bt].map(e=>e.charCodeAt(0)).concat([...e])),on=e=>{let t=[],n=0,r=0;for(let i of e)r=r<<6|Vt.indexOf(i),n+=6,n>=8&&(n-=8,t.push(r>>n),r&=(1<<n)-1);return n<6&&r===0?Uint8Array.from(t):null},sn={u8:{size:1,get:(e,t)=>e.getUint8(t),set:(e,t,n)=>e.setUint8(t,tn(n,255))},tens:{size:1,get:(e,t)=>e.getUint8(t)*10,set:(e,t,n)=>e.setUint8(t,tn(n/10,255))},u16:{size:2,get:(e,t)=>e.getUint16(t),set:(e,t,n)=>e.setUint16(t,tn(n,65535))},uf16:{size:2,get:(e,t)=>Zt(e.getUint16(t)),set:(e,t,n)=>e.setUint16(t,Qt(n))},uf8:{size:1,get:(e,t)=>$t(e.getUint8(t)),set:(e,t,n)=>e.setUint8(t,en(n))},uf8by16:{size:1,get:(e,t)=>$t(e.getUint8(t))*16,set:(e,t,n)=>e.setUint8(t,en(n/16))},int8:{size:1,get:(e,t)=>e.getInt8(t)/16,set:(e,t,n)=>e.setInt8(t,nn(n))}},cn=(e,t)=>{let n=t,r=t=>(r,i)=>{let a=sn[r][t](e,n,i);return n+=sn[r].size,a};return{read:r(`get`),write:r(`set`)}},q=(e,t)=>{throw new Jt(e,t)},J=e=>q(`bad_value`,{field:e}),ln=e=>{let t=/^DIoL([1-9][0-9]?)\./.exec(e)??q(`not_a_model`),n=Number(t[1]);n!==1&&q(`newer_version`,{version:n});let{length:r}=new TextEncoder().encode(e);r>Ht&&q(`too_long`,{length:r});let i=e.slice(6),a=i.search(/[^A-Za-z0-9_-]/);a>=0&&q(`bad_character`,{position:6+a});let o=on(i);(!o||o.length<104)&&q(`bad_length`,{length:r});let s=o.length-4;return new DataView(o.buffer).getUint32(s)!==an(o.subarray(0,s))&&q(`bad_checksum`),o},un=e=>{let t=e.cycles&&!e.on_demand,n=e.day_on!==0;for(let[r,,i,a]of Kt){if(r===`clusters`||r===`feature_set`)continue;let o=e[r],s=typeof i==`string`?e[i]:i,c=typeof a==`string`?e[a]:a;(!e.cycles&&Gt.has(r)||qt.has(r)&&!n?o!==0:o<s||o>c)&&J(r),r===`off_level`&&o===e.on_power&&J(r),r===`day_on`&&n&&!t&&J(r)}e.day_spread.some(e=>e>0!==n)&&J(`day_spread`),e.spread.includes(0)&&J(`spread`),e.clusters.some(e=>e.coordinates.includes(-8))&&J(`coordinate`)},dn=e=>{let{on_power:t,hours:n,cycles:r,on_demand:i}=e,a=!r&&!i,o=n<48,s=o?10080:20160,c={block_mean:16,block_scale:4,block_max:16,longest_on:s,longest_off:s,greatest_power:20*t,least_power:1/0,greatest_floor_on:20*t,greatest_floor_off:t,greatest_peak:1e3*t,most_attempts:100,most_starts:100,greatest_base:20*t,longest_unchanged:s};for(let[n,r]of Object.entries(c))(n===`least_power`&&a&&e[n]<(o?.78125:.65625)*t||e[n]>r)&&q(`blind_model`,{field:n});e.day_spread.some(e=>e>1)&&q(`blind_model`,{field:`day_spread`}),e.spread.some((e,t)=>e>(t===9?16:8))&&q(`blind_model`,{field:`spread`}),!i&&wn(e)<4&&q(`blind_model`,{field:`reach`})},fn=e=>{let t=ln(e),{read:n}=cn(new DataView(t.buffer),0),r=n(`u8`);r>=1<<zt.length&&J(`flags`);let i=Object.fromEntries(zt.map((e,t)=>[e,!!(r&1<<t)]));for(let[e,t]of Kt)i[e]=n(t);let a=i.clusters;i.feature_set!==1&&q(`unknown_features`,{set:i.feature_set}),(a<1||a>8)&&J(`clusters`),t.length!==Ut+Wt*a&&q(`bad_length`,{length:e.length});let o=(e,t)=>Array.from({length:e},()=>n(t));return i.day_spread=o(3,`uf8`),i.mean=o(10,`uf16`),i.spread=o(10,`uf8`),i.clusters=Array.from({length:a},()=>({minutes:n(`uf8by16`),coordinates:o(10,`int8`)})),un(i),dn(i),i},pn=Math.fround,mn=(e,t,n)=>Math.min(Math.max(e,t),n),Y=e=>Math.log2(1+e),hn=[{cycles:!0,toOwn:(e,t)=>Y(e/t.on_time),far:()=>4.5},{cycles:!0,toOwn:(e,t)=>Y(e/t.off_time),far:()=>4.5},{cycles:!0,toOwn:(e,t)=>Y(e/t.on_time),far:()=>4.5},{cycles:!0,toOwn:(e,t)=>Y(e/t.off_time),far:()=>4.5},{cycles:!1,toOwn:(e,t)=>e/t.on_power,far:()=>4},{cycles:!0,toOwn:(e,t)=>e/t.duty,far:e=>pn(1/e.duty)},{cycles:!0,toOwn:(e,t)=>e/t.on_power,far:()=>1},{cycles:!0,toOwn:(e,t)=>e/t.starts,far:()=>4},{cycles:!1,toOwn:(e,t)=>Y(e/t.on_power),far:()=>4.5},{cycles:!1,toOwn:e=>Y(e),far:()=>13.25}],gn={regular:e=>1+.015*e.on_power,"on demand":e=>2+.001*e.on_power,constant:e=>.1*e.on_power},_n=(e,t)=>(t===`constant`?.1:.04)*e.on_power,X=()=>0,vn=e=>e.on_power,yn=[`regular`,`on demand`,`constant`,`hardly used`],bn=[{name:`longest_on`,sorts:[`regular`,`on demand`],centre:X,least:()=>0,f:e=>e===`on demand`?2:1.35},{name:`longest_off`,sorts:[`regular`],centre:X,least:()=>0,f:()=>1.35},{name:`greatest_power`,sorts:[`regular`,`constant`],centre:vn,least:_n,f:()=>1.8},{name:`least_power`,sorts:[`regular`,`constant`],centre:vn,least:_n,f:()=>1.8,below:!0},{name:`greatest_floor_on`,sorts:yn,centre:X,least:vn,f:e=>e===`on demand`||e===`hardly used`?1.35:1.1},{name:`greatest_floor_off`,sorts:[`regular`],centre:e=>e.off_level,least:gn.regular,f:()=>1.5},{name:`greatest_peak`,sorts:yn,centre:X,least:e=>1.25*e.on_power,f:()=>1.4},{name:`most_attempts`,sorts:[`regular`],centre:X,least:()=>3,f:()=>1.3},{name:`most_starts`,sorts:[`regular`],centre:X,least:()=>3,f:()=>1.3},{name:`greatest_duty`,sorts:[`regular`],centre:e=>e.duty,least:e=>.15*e.duty,f:()=>1.8},{name:`greatest_base`,sorts:[`regular`,`on demand`,`constant`],centre:(e,t)=>t===`constant`?e.on_power:e.off_level,least:(e,t)=>gn[t](e),f:()=>1.6},{name:`longest_unchanged`,sorts:[`regular`,`on demand`,`constant`],centre:X,least:()=>15,f:()=>1.75}],xn=({cycles:e,on_demand:t})=>e?t?`on demand`:`regular`:t?`hardly used`:`constant`,Sn=e=>hn.map((e,t)=>t).filter(t=>e.cycles||!hn[t].cycles),Cn=(e,t,n)=>{let r=1/0,i=0;return n.forEach(({coordinates:n},a)=>{let o=t.reduce((t,r)=>t+(e[r]-n[r])**2,0);o<r&&(r=o,i=a)}),{distance:t.length?Math.sqrt(r*10/t.length):0,cluster:i}},wn=e=>{let t=Sn(e),n=(t,n)=>{let r=mn(pn(pn(t-e.mean[n])/e.spread[n]),-8,8);return Math.sign(r)*Math.round(Math.abs(r)*16)/16},r=[],i=[];for(let a of t){let t=[n(hn[a].far(e),a),n(0,a)],[o,s]=t.map(t=>Math.min(...e.clusters.map(({coordinates:e})=>Math.abs(t-e[a]))));[r[a],i[a]]=o>=s?t:t.reverse()}let a=[r,...t.map(e=>Object.assign([...r],{[e]:i[e]}))];return Math.max(...a.map(n=>Cn(n,t,e.clusters).distance))},Tn=e=>mn(e,.1,10),En=(e,t)=>{let n=.3*Math.log2(216/Math.min(e.hours,216));return Math.max(1+n-.15*Math.log2(Tn(t)),.3)},Dn=({name:e,centre:t,least:n,f:r,below:i},a,o,s)=>{let c=t(a,o),l=i?-1:1;return{middle:c,sign:l,limit:c+l*Math.max(l*(a[e]-c),n(a,o))*(1+(r(o)-1)*s)}},On=(e,t)=>{let n=xn(e),r=En(e,t),i=bn.filter(({sorts:e})=>e.includes(n));return Object.fromEntries(i.map(t=>[t.name,Dn(t,e,n,r).limit]).filter(([,e])=>e>0))},kn=new WeakMap,An=e=>(kn.has(e)||kn.set(e,On(fn(e.text),e.sensitivity)),kn.get(e)),jn=(e,t,n)=>{let{cycle:r,power:i,extremes:a}=e.facts,o=An(e),s=t?.since===void 0?null:Math.max(0,n-t.since)/60,c=[],l=(e,t,n,r,i)=>{let s=a[n];if(s==null)return;let l=n.endsWith(`minutes`)?`minutes`:`watts`,u=o[t]??null;c.push({label:e,unit:l,usual:r,least:0,most:s,alarmBelow:null,alarmAbove:u,now:i})};l(`on_time`,`longest_on`,`longest_on_minutes`,r?.on_minutes??null,t?.on?s:null),l(`off_time`,`longest_off`,`longest_off_minutes`,r?.off_minutes??null,t?.on===!1?s:null);let{least_power_watts:u,greatest_power_watts:d}=a;return u!=null&&d!=null&&c.push({label:`on_power`,unit:`watts`,usual:i.on_watts,least:u,most:d,alarmBelow:o.least_power??null,alarmAbove:o.greatest_power??null,now:t&&(t.on??!r)?t.watts:null}),l(`standby`,`greatest_base`,`greatest_base_watts`,i.standby_watts,t?.on===!1?t.watts:null),c},Mn=e=>{let t=e.alarmAbove??e.most,n=e.alarmBelow??0,r=(t-n)*.15||1,i=e.alarmBelow===null?0:Math.max(0,n-r),a=t+r;return e=>Math.min(Math.max((e-i)/(a-i),0),1)},Z=e=>`${Math.round(e*1e3)/10}%`,Nn=class extends k{static{this.properties={hass:{attribute:!1},ranges:{attribute:!1}}}render(){return S`<ul>
      ${this.ranges.map(e=>S`<li>${this.#e(e)}</li>`)}
    </ul>`}#e(e){let t=Mn(e),n=t=>(e.unit===`minutes`?H:V)(this.hass,t),r=e.now!==null&&(e.alarmAbove!==null&&e.now>e.alarmAbove||e.alarmBelow!==null&&e.now<e.alarmBelow),i=t(e.least);return S`
      <div class="row between">
        <h4>${M(this.hass,e.label)}</h4>
        ${e.now===null?T:S`<span class=${r?`now beyond`:`now`}
                >${M(this.hass,`now`,{value:n(e.now)})}</span
              >`}
      </div>
      <div class="track" aria-hidden="true">
        ${e.alarmBelow===null?T:S`<i class="alarm" style="left: 0; right: ${Z(1-t(e.alarmBelow))}"></i>`}
        <i class="normal" style="left: ${Z(i)}; right: ${Z(1-t(e.most))}"></i>
        ${e.alarmAbove===null?T:S`<i class="alarm" style="left: ${Z(t(e.alarmAbove))}; right: 0"></i>`}
        ${e.usual===null?T:S`<i class="usual" style="left: ${Z(t(e.usual))}"></i>`}
        ${e.now===null?T:S`<i class=${r?`dot beyond`:`dot`} style="left: ${Z(t(e.now))}"></i>`}
      </div>
      <p class="secondary">${this.#t(e,n)}</p>
    `}#t(e,t){let{usual:n,least:r,most:i,alarmAbove:a,alarmBelow:o}=e,s={value:``,least:t(r),greatest:t(i)},c=[];if(n!==null&&c.push(M(this.hass,`usually`,{value:t(n)})),r>0)c.push(M(this.hass,`between`,s));else{let n=e.unit===`minutes`?`longest`:`greatest`;c.push(M(this.hass,n,{value:t(i)}))}if(a!==null&&o!==null){let e={least:t(o),greatest:t(a)};c.push(M(this.hass,`alarm_outside`,e))}else a!==null&&c.push(M(this.hass,`alarm_above`,{value:t(a)}));return c.join(` · `)}static{this.styles=[I,o`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
        gap: var(--ha-space-4, 16px) var(--ha-space-6, 24px);
      }
      h4 {
        margin: 0;
        font: inherit;
      }
      .now {
        font-size: var(--ha-font-size-s, 12px);
        font-weight: var(--ha-font-weight-medium, 500);
      }
      .track {
        position: relative;
        height: 10px;
        margin: 6px 0;
        border-radius: 5px;
        background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
        overflow: clip;
        overflow-clip-margin: 4px;
      }
      .track i {
        position: absolute;
        top: 0;
        bottom: 0;
      }
      .normal {
        min-width: 4px;
        border-radius: 5px;
        background: color-mix(in srgb, var(--primary-color) 45%, transparent);
      }
      .alarm {
        background: repeating-linear-gradient(
          135deg,
          color-mix(in srgb, var(--error-color) 55%, transparent) 0 3px,
          color-mix(in srgb, var(--error-color) 20%, transparent) 3px 6px
        );
      }
      .usual {
        width: 2px;
        margin-left: -1px;
        background: var(--primary-text-color);
        opacity: 0.7;
      }
      .dot {
        width: 14px;
        height: 14px;
        margin: -2px 0 0 -7px;
        border: 3px solid var(--card-background-color);
        border-radius: 50%;
        background: var(--primary-text-color);
        transition: left 0.4s;
      }
      .dot.beyond {
        background: var(--error-color);
      }
      @media (prefers-reduced-motion: reduce) {
        .dot {
          transition: none;
        }
      }
    `]}};customElements.get(`diol-ranges`)??customElements.define(`diol-ranges`,Nn);var Pn=class{#e;#t;#n;#r;#i=0;#a=!1;constructor(e,t,n){this.#e=e,this.#t=t,this.#n=n,e.addController(this)}hostConnected(){this.#a=!0,document.addEventListener(`visibilitychange`,this.#o),this.ask()}hostDisconnected(){this.#a=!1,document.removeEventListener(`visibilitychange`,this.#o),clearTimeout(this.#r)}#o=()=>{document.hidden?clearTimeout(this.#r):this.ask()};async ask(){if(clearTimeout(this.#r),!this.#a||document.hidden)return;let e=++this.#i,t=this.#t();if(t){try{let n=await t;if(e!==this.#i)return;this.data=n,this.error=void 0}catch(t){if(e!==this.#i)return;this.error=t}this.#e.requestUpdate(),this.#a&&!document.hidden&&(this.#r=setTimeout(()=>void this.ask(),this.#n()*1e3))}}reset(){this.data=void 0,this.ask()}},Fn=(e,t,n)=>{let r=N(e,t,`sensor.status`);return n===`offline`||!r?M(e,`offline`):n===`anomaly`?M(e,`anomaly`):e.formatEntityState(r)},In=(e,t)=>{if(!t||t.since===void 0)return``;let n=H(e,Math.max(0,Date.now()/1e3-t.since)/60),r=t.on?`on_for`:`off_for`;return M(e,t.begun?r:`${r}_more`,{time:n})},Ln=(e,t,n,r)=>{let i=F(e,t),a=i===`offline`,o=P(e.states[t.power[0]??``]);return S`<div class="header">
    <div class="title">
      ${n?S`<h2>${n}</h2>`:T}
      <span class="status ${Ze(i)}">${Fn(e,t,i)}</span>
    </div>
    ${a||o===void 0?T:S`<div class="reading">
            <span class="watts">${V(e,o)}</span>
            <span class="secondary">${In(e,r?.now??null)}</span>
          </div>`}
  </div>`},Rn=(e,t,n,r)=>{if(F(e,t)!==`anomaly`)return T;let i=N(e,t,`sensor.reason`),a=P(N(e,t,`sensor.score`)),o=N(e,t,`event.anomaly`),s=n?.anomalies.find(({end:e})=>e===null),c=zn(e,o,s?.kind??null);return S`<section class="alarm" role="alert">
    <div>
      ${c?S`<h3>${c}</h3>`:T}
      <p>${i?e.formatEntityState(i):``}</p>
      <p class="secondary">
        ${[s&&M(e,`anomaly_since`,{time:W(e,s.start)}),a!==void 0&&`${M(e,`score`)} ${B(e,a,2)}`].filter(Boolean).join(` · `)}
      </p>
    </div>
    ${t.entities[`button.accept`]?S`<button class="button" @click=${r}>${M(e,`accept`)}</button>`:T}
  </section>`},zn=(e,t,n)=>{if(!t||!n)return;let r={...t,attributes:{...t.attributes,event_type:n}};return e.formatEntityAttributeValue?.(r,`event_type`)??n},Bn=(e,t,n,r)=>{let i=n.filter(({end:e})=>e!==null).reverse();if(!i.length)return T;let a=N(e,t,`event.anomaly`);return S`<ul class="anomalies">
    ${i.slice(0,3).map(t=>S`<li>
          <button @click=${()=>r(t)}>
            <span class="secondary"
              >${M(e,`anomaly_times`,{start:W(e,t.start),end:W(e,t.end)})}</span
            >
            <span
              >${[zn(e,a,t.kind),t.reason].filter(Boolean).join(`: `)||M(e,`anomaly`)}</span
            >
          </button>
        </li>`)}
    ${i.length>3?S`<li class="secondary">${M(e,`more_anomalies`,{count:i.length-3})}</li>`:T}
  </ul>`},Vn=(e,t,n)=>{let r=F(e,t),i=P(N(e,t,`sensor.progress`))??n?.learning?.progress;if(i===void 0||r===`offline`)return T;let a=n?.learning?.ready,o=n?.seen,s=M(e,r===`adapting`?`adapting`:`learning`),c=[];return o&&(c.push([M(e,`watched_for`),H(e,o.hours*60)]),o.cycles&&c.push([M(e,`cycles`),B(e,o.cycles)]),o.on_minutes!=null&&c.push([M(e,`on_time`),H(e,o.on_minutes)]),o.off_minutes!=null&&c.push([M(e,`off_time`),H(e,o.off_minutes)]),c.push([M(e,`on_power`),V(e,o.on_watts)]),o.standby_watts!==void 0&&c.push([M(e,`standby`),V(e,o.standby_watts)])),S`<section class="learning">
    <div class="row between">
      <h3 class="section">${s} <span class="percent">${B(e,i)} %</span></h3>
      <span class="secondary"
        >${a?M(e,`ready_at`,{time:W(e,a)}):M(e,`ready_unknown`)}</span
      >
    </div>
    <progress max="100" value=${i} aria-label=${s}></progress>
    ${c.length?S`<dl>
            ${c.map(([e,t])=>S`<div>
                  <dt>${e}</dt>
                  <dd>${t}</dd>
                </div>`)}
          </dl>`:T}
  </section>`},Hn=(e,t)=>{let{taken:n,model:r}=t;if(!n)return M(e,r?.facts.learning.adapted?`from_other`:`from_own`);let i=[n.version===null?M(e,`from_other`):n.name===null?M(e,`from_removed`):M(e,`from_library`,{name:n.name,version:n.version}),M(e,`mode_${n.mode}`)];return n.changed&&i.push(M(e,`changed`)),i.join(` · `)},Un=o`
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: var(--ha-font-size-s, 12px);
    color: var(--secondary-text-color);
  }
  .status::before {
    content: "";
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--tone);
  }
  .status.bad {
    --tone: var(--error-color);
  }
  .status.warn {
    --tone: var(--warning-color);
  }
  .status.busy {
    --tone: var(--info-color, var(--primary-color));
  }
  .status.good {
    --tone: var(--success-color);
  }
  .status.off {
    --tone: var(--disabled-color, #9e9e9e);
  }
`,Wn=o`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--ha-space-5, 20px);
  }
  .header {
    display: flex;
    justify-content: space-between;
    gap: var(--ha-space-4, 16px);
  }
  .title {
    min-width: 0;
  }
  h2 {
    overflow: hidden;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    text-overflow: ellipsis;
  }
  .reading {
    flex: none;
    text-align: end;
  }
  .reading .watts {
    display: block;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .alarm,
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--ha-space-3, 12px);
    padding: var(--ha-space-3, 12px) var(--ha-space-4, 16px);
    border-radius: var(--ha-border-radius-md, 8px);
    background: color-mix(in srgb, var(--tone, var(--primary-text-color)) 8%, transparent);
  }
  .alarm {
    --tone: var(--error-color);
    border-inline-start: 4px solid var(--error-color);
  }
  .note.warn {
    --tone: var(--warning-color);
    border-inline-start: 4px solid var(--warning-color);
  }
  .ranges-of-time {
    display: flex;
    padding: 2px;
    border-radius: 16px;
    background: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
  }
  .ranges-of-time button {
    min-width: 44px;
    min-height: 28px;
    padding: 0 10px;
    border: 0;
    border-radius: 14px;
    background: none;
    color: var(--secondary-text-color);
    font-size: var(--ha-font-size-s, 12px);
  }
  @media (pointer: coarse) {
    .ranges-of-time button {
      min-height: 36px;
    }
  }
  .ranges-of-time button[aria-pressed="true"] {
    background: var(--card-background-color);
    box-shadow: 0 1px 2px rgb(0 0 0 / 20%);
    color: var(--primary-text-color);
  }
  .chart {
    display: flex;
    flex-direction: column;
    gap: var(--ha-space-2, 8px);
  }
  .chart > .row {
    align-items: center;
  }
  .empty {
    display: grid;
    place-items: center;
    min-height: 120px;
    text-align: center;
  }
  .anomalies button {
    display: grid;
    grid-template-columns: minmax(110px, auto) 1fr;
    gap: 0 var(--ha-space-3, 12px);
    align-items: baseline;
    width: 100%;
    padding: 4px 0 4px 10px;
    border: 0;
    border-inline-start: 3px solid var(--error-color);
    background: none;
    font-size: var(--ha-font-size-s, 12px);
    text-align: start;
  }
  .anomalies {
    display: grid;
    gap: 6px;
  }
  .learning .percent {
    color: var(--secondary-text-color);
    font-weight: normal;
  }
  progress {
    display: block;
    width: 100%;
    height: 8px;
    margin: 8px 0 12px;
    border: 0;
    border-radius: 4px;
    background: color-mix(in srgb, var(--primary-text-color) 10%, transparent);
    accent-color: var(--primary-color);
    overflow: hidden;
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    border-radius: 4px;
    background: var(--primary-color);
  }
  progress::-moz-progress-bar {
    border-radius: 4px;
    background: var(--primary-color);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
    gap: var(--ha-space-3, 12px);
    margin: 0;
  }
  dt {
    color: var(--secondary-text-color);
    font-size: var(--ha-font-size-s, 12px);
  }
  dd {
    margin: 0;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  section > .row {
    margin-bottom: var(--ha-space-3, 12px);
  }
  summary {
    width: fit-content;
    font-size: var(--ha-font-size-l, 16px);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  details ul {
    margin-top: var(--ha-space-2, 8px);
    color: var(--secondary-text-color);
  }
  .footer .row {
    gap: var(--ha-space-2, 8px);
  }
  .footer {
    display: grid;
    gap: var(--ha-space-3, 12px);
    padding-top: var(--ha-space-4, 16px);
    border-top: 1px solid var(--divider-color);
  }
`,Gn=(e,t)=>{let{cycle:n,extremes:r,day:i,learning:a}=t,o=(t,n={})=>M(e,t,n),s=V(e,t.power.on_watts),c=V(e,t.power.standby_watts??0),l=[];if(n){let r=H(e,n.on_minutes);l.push(t.sort===`on_demand`?o(`words_demand`,{on:r,watts:s,standby:c}):o(`words_cycles`,{cycle:H(e,n.cycle_minutes),off:H(e,n.off_minutes),on:r,watts:s,standby:c}),o(`words_use`,{percent:mt(e,n.on_share),starts:ht(e,n.starts_per_hour)}))}else l.push(o(t.sort===`constant`?`words_constant`:`words_hardly`,{watts:s}));let{longest_on_minutes:u,longest_off_minutes:d,greatest_peak_watts:f}=r;return u!=null&&d!=null&&l.push(o(`words_longest`,{on:H(e,u),off:H(e,d)})),f!=null&&l.push(o(`words_peak`,{watts:V(e,f)})),i&&l.push(o(`words_day`,{on:H(e,i.on_minutes),off:H(e,i.off_minutes),watts:V(e,i.mean_watts)})),l.push(o(`words_learnt`,{time:H(e,60*a.hours),interval:H(e,a.interval_seconds/60)})),a.provisional&&l.push(o(`words_provisional`)),a.adapted&&l.push(o(`words_adapted`)),l},Kn=[6,24,168,720],qn=[`text.model_text`,`select.library_model`,`update.model_update`,`number.sensitivity`],Jn=5,Yn=120,Xn=class extends k{static{this.properties={hass:{attribute:!1},plug:{attribute:!1},config:{attribute:!1},_hours:{state:!0},_columns:{state:!0},_worded:{state:!0}}}#e=new Pn(this,()=>{if(this.hass&&this._columns)return Be(this.hass,this.plug.entry_id,this.hours,this._columns,this.config.power)},()=>K(this.hours*3600/this._columns,Jn,Yn));#t=new Pn(this,()=>this.hass?ze(this.hass,this.plug.entry_id):void 0,()=>3600);get hours(){return this._hours??this.config.hours??24}shouldUpdate(e){if(e.size!==1||!e.has(`hass`))return!0;let t=[...Object.values(this.plug.entities),...this.plug.power];return $e(e.get(`hass`),this.hass,t)}willUpdate(e){let t=e.get(`hass`),n=e=>t&&e.some(e=>N(t,this.plug,e)!==N(this.hass,this.plug,e));e.has(`plug`)&&e.get(`plug`)!==void 0?e.get(`plug`).entry_id!==this.plug.entry_id&&(this.#e.reset(),this.#t.reset()):n(qn)&&this.#t.ask(),e.has(`_hours`)?this.#e.reset():(e.has(`_columns`)||n([`binary_sensor.anomaly`,`sensor.status`]))&&this.#e.ask(),e.has(`hass`)&&!t&&this.#t.ask()}#n;#r=[];#i(e){return e!==this.#n&&(this.#n=e,this.#r=at(e?.facts.clusters??[])),this.#r}#a(e,t={}){return M(this.hass,e,t)}render(){let{hass:e,plug:t}=this,n=this.#e.data,r=this.#t.data,i=r?.model??null,a=this.#i(i);return S`
      ${Ln(e,t,this.config.name??t.name,n)}
      ${Rn(e,t,n,()=>this.#p(`button.accept`))} ${this.#o(r)}
      ${Vn(e,t,n)} ${this.#s(a)}
      ${i&&this.config.show_normal!==!1?this.#c(i):T}
      ${i&&this.config.show_patterns!==!1?S`<section>
              <div class="row"><h3 class="section">${this.#a(`patterns`)}</h3></div>
              <diol-patterns
                .hass=${e}
                .clusters=${i.facts.clusters}
                .colours=${a}
                .current=${P(N(e,t,`sensor.cluster`))}
              ></diol-patterns>
            </section>`:T}
      ${i&&this.config.show_words!==!1?S`<details @toggle=${this.#u}>
              <summary>${this.#a(`words`)}</summary>
              ${this._worded?S`<ul>
                      ${Gn(e,i.facts).map(e=>S`<li>${e}</li>`)}
                    </ul>`:T}
            </details>`:T}
      ${this.#l(r)}
    `}#o(e){let t=F(this.hass,this.plug);if(t===`offline`)return S`<p class="note">${this.#a(`offline_text`)}</p>`;if(e?.problem)return S`<p class="note warn" role="alert">${e.problem}</p>`;let n=N(this.hass,this.plug,`sensor.status`)?.attributes.refusal;return typeof n==`string`?S`<p class="note warn" role="alert">${n}</p>`:t===`no_model`?S`<div class="note">
        <p>${this.#a(`no_model_text`)}</p>
        <button class="button" @click=${this.#h}>${this.#a(`learn`)}</button>
      </div>`:T}#s(e){let t=this.#e.data,n=t&&t.power.max.every(e=>e===null),r=H(this.hass,this.hours*60),i=t?.anomalies??[],a=i.map(({start:e,reason:t})=>`${W(this.hass,e)} ${t??``}`).join(`; `),o=this.#a(`chart_label`,{time:r,anomalies:a||this.#a(`no_anomalies`)}),s=Kn.includes(this.config.hours??24)?Kn:[this.config.hours,...Kn];return S`<section class="chart">
      <div class="row between">
        <h3 class="section">${this.#a(`power`)}</h3>
        <div class="ranges-of-time" role="group" aria-label=${this.#a(`range_label`)}>
          ${s.map(e=>S`<button aria-pressed=${e===this.hours} @click=${()=>this._hours=e}>
                ${Kn.includes(e)?this.#a(`range_${e}`):H(this.hass,e*60)}
              </button>`)}
        </div>
      </div>
      ${this.#e.error&&!t?S`<p class="secondary empty">${A(this.#e.error)}</p>`:n?S`<p class="secondary empty">
                ${this.#a(this.plug.power.length?`no_readings`:`no_power`)}
              </p>`:T}
      <diol-chart
        ?hidden=${n||this.#e.error&&!t}
        .hass=${this.hass}
        .history=${t}
        .colours=${e}
        .label=${o}
        @diol-width=${this.#d}
      ></diol-chart>
      ${Bn(this.hass,this.plug,i,e=>this.#f(e))}
    </section>`}#c(e){let t=jn(e,this.#e.data?.now??null,Date.now()/1e3);return t.length?S`<section>
      <div class="row between">
        <h3 class="section">${this.#a(`normal`)}</h3>
        ${e.fit===null?T:S`<span class="secondary"
                >${this.#a(`fit`,{percent:mt(this.hass,e.fit/100)})}</span
              >`}
      </div>
      <diol-ranges .hass=${this.hass} .ranges=${t}></diol-ranges>
    </section>`:T}#l(e){let t=N(this.hass,this.plug,`update.model_update`),n=t?.attributes.in_progress===!0,r=F(this.hass,this.plug)===`offline`;return r&&!e?.model?T:S`<div class="footer">
      ${e?.model?S`<p class="secondary">${Hn(this.hass,e)}</p>`:T}
      <div class="row">
        ${t?.state===`on`?S`<button class="button primary" ?disabled=${n} @click=${this.#m}>
                ${n?this.#a(`updating`):this.#a(`update_to`,{version:String(t.attributes.latest_version)})}
              </button>`:T}
        ${e?.model?S`<button class="button" @click=${()=>this.#g({source:this.plug.entry_id})}>
                ${this.#a(`copy`)}
              </button>`:T}
        ${r?T:S`<button class="button" @click=${()=>this.#g({target:this.plug.entry_id})}>
                ${this.#a(`use`)}
              </button>`}
      </div>
    </div>`}#u(e){this._worded=e.target.open}#d(e){this._columns=K(Math.ceil(e.detail/120)*120,120,960)}#f(e){let t=this.renderRoot.querySelector(`diol-chart`),{start:n,step:r}=this.#e.data;t._at=Math.max(0,Math.floor((e.start-n)/r)),t.scrollIntoView({block:`nearest`})}#p(e){this.hass.callService(`button`,`press`,{},{entity_id:this.plug.entities[e]})}#m(){let e=this.plug.entities[`update.model_update`];this.hass.callService(`update`,`install`,{},{entity_id:e})}#h(){let e=this.plug.entities[`text.model_text`];this.hass.callService(`diol`,`learn`,{},{entity_id:e})}#g(e){this.dispatchEvent(new CustomEvent(`diol-give`,{detail:e,bubbles:!0,composed:!0}))}static{this.styles=[I,Un,Wn]}};customElements.get(`diol-plug`)??customElements.define(`diol-plug`,Xn);var Q={width:120,height:28},Zn=(e,t,n,r)=>{let i=jt(Tt(e)),a=r*e.length,o=e=>K((e-n)/a,0,1)*Q.width;return C`
    ${t.map(({start:e,end:t})=>{let r=o(e);return C`<rect class="span" x=${r} width=${Math.max(2,o(t??n+a)-r)} height=${Q.height} />`})}
    <path d=${bt(e,[]).map(t=>St(t,e,Q,i)).join(``)} />`},Qn=`0 0 ${Q.width} ${Q.height}`,$n=300,er=class extends k{static{this.properties={hass:{attribute:!1},plugs:{attribute:!1},config:{attribute:!1},_open:{state:!0}}}#e=new Pn(this,()=>this.hass&&Ve(this.hass,this.plugs.map(({entry_id:e})=>e)),()=>$n);shouldUpdate(e){if(e.size!==1||!e.has(`hass`)||this._open)return!0;let t=this.plugs.flatMap(e=>Object.values(e.entities));return $e(e.get(`hass`),this.hass,t)}willUpdate(e){let t=e.get(`hass`);(e.has(`plugs`)||t&&this.plugs.some(e=>N(t,e,`binary_sensor.anomaly`)!==N(this.hass,e,`binary_sensor.anomaly`)))&&this.#e.ask()}render(){let e=this.plugs.filter(e=>N(this.hass,e,`update.model_update`)?.state===`on`);return S`<div class="header">
        <div>
          <h2>${this.config.name??M(this.hass,`overview`)}</h2>
          <p class="secondary">${this.#t()}</p>
        </div>
        <div class="row actions">
          ${e.length?S`<button class="button primary" @click=${()=>this.#o(e)}>
                  ${M(this.hass,`update_all`,{count:e.length})}
                </button>`:T}
          <button class="button" @click=${this.#s}>${M(this.hass,`give`)}</button>
        </div>
      </div>
      <ul>
        ${Qe(this.hass,this.plugs).map(e=>this.#n(e))}
      </ul>`}#t(){let e=this.plugs.map(e=>F(this.hass,e)),t=(...t)=>e.filter(e=>t.includes(e)).length,n=[[`count_anomalies`,t(`anomaly`)],[`count_offline`,t(`offline`)],[`count_not_watching`,t(`does_not_fit`,`not_measuring`,`no_model`,`paused`)],[`count_learning`,t(`learning`,`adapting`,`provisional`)]].filter(([,e])=>e).map(([e,t])=>M(this.hass,e,{count:B(this.hass,t)}));return!n.length&&t(`watching`)===this.plugs.length?M(this.hass,`all_well`,{count:B(this.hass,this.plugs.length)}):n.join(` · `)}#n(e){let{hass:t}=this,n=F(t,e),r=this._open===e.entry_id,i=this.#e.data,a=i?.plugs[e.entry_id];return S`<li>
      <button
        class="plug"
        aria-expanded=${r}
        @click=${()=>this._open=r?void 0:e.entry_id}
      >
        <span class="name">
          <span class="title">${e.name}</span>
          <span class="status ${Ze(n)}">${this.#r(e)}</span>
        </span>
        <span class="model secondary">${this.#i(e)}</span>
        <svg viewBox=${Qn} preserveAspectRatio="none" aria-hidden="true">
          ${a?Zn(a.power,a.anomalies,i.start,i.step):T}
        </svg>
        ${this.#a(e)}
      </button>
      ${r?S`<div class="open">
              <diol-plug
                .hass=${t}
                .plug=${e}
                .config=${{type:this.config.type,name:``}}
              ></diol-plug>
            </div>`:T}
    </li>`}#r(e){let t=F(this.hass,e),n=N(this.hass,e,`sensor.reason`),r=P(N(this.hass,e,`sensor.progress`)),i=Fn(this.hass,e,t);return t===`anomaly`&&n?this.hass.formatEntityState(n):r===void 0||t===`offline`?i:`${i} · ${B(this.hass,r)} %`}#i(e){let t=N(this.hass,e,`select.library_model`),n=N(this.hass,e,`update.model_update`);if(!t||t.state===`unavailable`||t.state===`unknown`)return``;let r=this.hass.formatEntityState(t),{version:i}=t.attributes,a=n?.state===`on`?` → ${String(n.attributes.latest_version)}`:``;return i===void 0?r:`${M(this.hass,`from_library`,{name:r,version:String(i)})}${a}`}#a(e){let t=P(N(this.hass,e,`sensor.score`));return t===void 0?S`<span class="score"></span>`:S`<span class="score ${t>1?`above`:``}">
      <span>${B(this.hass,t,2)}</span>
      <i style="--share: ${Math.min(t/2,1)}"></i>
    </span>`}#o(e){let t=e.map(e=>e.entities[`update.model_update`]);this.hass.callService(`update`,`install`,{},{entity_id:t})}#s(){this.dispatchEvent(new CustomEvent(`diol-give`,{detail:{},bubbles:!0,composed:!0}))}static{this.styles=[I,Un,o`
      :host {
        display: block;
        container-type: inline-size;
      }
      .header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--ha-space-3, 12px);
        margin-bottom: var(--ha-space-3, 12px);
      }
      h2 {
        font-size: var(--ha-font-size-xl, 20px);
        line-height: 1.3;
      }
      li {
        border-top: 1px solid var(--divider-color);
      }
      .plug {
        display: grid;
        grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) 120px 56px;
        align-items: center;
        gap: var(--ha-space-1, 4px) var(--ha-space-4, 16px);
        width: 100%;
        min-height: 60px;
        padding: var(--ha-space-2, 8px) 0;
        border: 0;
        background: none;
        text-align: start;
      }
      .plug:hover .title {
        text-decoration: underline;
        text-underline-offset: 3px;
      }
      .name {
        display: grid;
        min-width: 0;
      }
      .title {
        overflow: hidden;
        font-weight: var(--ha-font-weight-medium, 500);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .status {
        align-items: baseline;
      }
      svg {
        width: 100%;
        height: 28px;
      }
      path {
        fill: var(--primary-color);
        opacity: 0.55;
      }
      .span {
        fill: var(--error-color);
        opacity: 0.3;
      }
      .score {
        display: grid;
        gap: 4px;
        font-size: var(--ha-font-size-s, 12px);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      .score i {
        position: relative;
        height: 4px;
        border-radius: 2px;
        background: linear-gradient(
          to right,
          var(--bar, var(--secondary-text-color)) calc(var(--share) * 100%),
          color-mix(in srgb, var(--primary-text-color) 12%, transparent) 0
        );
      }
      .score i::after {
        position: absolute;
        top: -2px;
        bottom: -2px;
        left: 50%;
        width: 2px;
        background: var(--primary-text-color);
        content: "";
      }
      .above {
        --bar: var(--error-color);
      }
      .open {
        padding: var(--ha-space-3, 12px) 0 var(--ha-space-5, 20px);
      }
      @container (max-width: 520px) {
        .plug {
          grid-template-columns: minmax(0, 1fr) 84px 48px;
        }
        .model {
          grid-row: 2;
          grid-column: 1 / -1;
        }
        .model:empty {
          display: none;
        }
      }
    `]}};customElements.get(`diol-overview`)??customElements.define(`diol-overview`,er);var tr=`custom:diol-card`,nr=()=>j(document.documentElement.lang||`en`),rr=()=>({schema:[{name:`entity`,selector:{entity:{filter:{integration:`diol`,domain:`binary_sensor`}}}},{name:`name`,selector:{text:{}}},{name:``,type:`grid`,schema:[{name:`hours`,default:24,selector:{select:{mode:`dropdown`,options:[6,24,168,720].map(e=>({value:e,label:nr()[`range_${e}`]}))}}},{name:`power`,selector:{entity:{filter:{domain:`sensor`,device_class:`power`}}}}]},...[`show_normal`,`show_patterns`,`show_words`].map(e=>({name:e,default:!0,selector:{boolean:{}}}))],computeLabel:({name:e})=>nr()[`edit_${e}`],computeHelper:({name:e})=>nr()[`edit_${e}_help`],assertConfig:e=>{if(e.entity!==void 0&&typeof e.entity!=`string`)throw Error(`entity`)}}),ir=(e,t)=>e.entities[t]?.platform===`diol`,ar=(e,t)=>{let n=e.entities[t]?.device_id;if(n)return Object.values(e.entities).find(e=>e?.device_id===n&&e.platform===`diol`&&e.entity_id.startsWith(`binary_sensor.`))?.entity_id},or=(e,t)=>{let n=e.states[t]?.attributes.device_class===`power`,r=ir(e,t)||n?ar(e,t):void 0;return r?{config:{type:tr,entity:r}}:null},sr=e=>{let t=Object.keys(e.entities).find(t=>t.startsWith(`binary_sensor.`)&&ir(e,t));return t?{type:tr,entity:t}:{type:tr}},cr,$,lr=e=>($&&cr===e.entities||(cr=e.entities,$=Re(e).then(({plugs:e})=>e),$.catch(()=>$=void 0)),$),ur=(e,t)=>e.find(e=>Object.values(e.entities).includes(t))??e.find(e=>e.power.includes(t)),dr=class extends k{static{this.properties={hass:{attribute:!1},dark:{type:Boolean,reflect:!0},_config:{state:!0},_plugs:{state:!0},_wrong:{state:!0},_begun:{state:!0}}}#e;static{this.getConfigForm=rr}static{this.getStubConfig=sr}setConfig(e){if(e.entity!==void 0&&typeof e.entity!=`string`)throw Error(`entity has to be an entity of DIoL, or to be left out for all plugs`);if(e.hours!==void 0&&!(Number(e.hours)>0&&Number(e.hours)<=8784))throw Error(`hours has to be a number from 0.01 to 8784`);this._config=e.hours===void 0?e:{...e,hours:Number(e.hours)},this._begun??=[]}getCardSize(){return this._config?.entity?10:6}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}willUpdate(e){this.hass&&e.has(`hass`)&&(this.dark=this.hass.themes.darkMode===!0,this.hass.entities!==this.#e&&(this.#e=this.hass.entities,this.#t()))}async#t(){try{let e=await lr(this.hass);JSON.stringify(e)!==JSON.stringify(this._plugs)&&(this._plugs=e),this._wrong=void 0}catch(e){this._wrong=A(e)}}render(){let{hass:e,_config:t,_plugs:n}=this;return!e||!t?T:S`<ha-card @diol-give=${this.#i}>
      ${this._wrong?S`<p role="alert">${this._wrong}</p>`:n?this.#n(e,t,n):S`<p class="secondary loading">${M(e,`loading`)}</p>`}
    </ha-card>`}#n(e,t,n){let r=t.entity?ur(n,t.entity):void 0;if(t.entity&&!r)return S`<p role="alert">${M(e,`not_found`,{entity:t.entity})}</p>`;if(!n.length)return this.#r(e);let i=r&&t.power?{...r,power:[t.power]}:r;return S`${i?S`<diol-plug .hass=${e} .plug=${i} .config=${t}></diol-plug>`:S`<diol-overview .hass=${e} .plugs=${n} .config=${t}></diol-overview>`}
      <diol-jobs .hass=${e} .only=${r&&{plug:r.entry_id,begun:this._begun}}></diol-jobs>
      <diol-give .hass=${e} .plugs=${n} @diol-given=${this.#a}></diol-give>`}#r(e){return S`<div class="nothing">
      <h2>${M(e,`no_plugs`)}</h2>
      <p class="secondary">${M(e,`no_plugs_text`)}</p>
      <a class="button" href="/config/integrations/integration/diol">${M(e,`add_plug`)}</a>
    </div>`}#i(e){this.renderRoot.querySelector(`diol-give`)?.open(e.detail)}#a(e){this._begun=[...this._begun,e.detail]}static{this.styles=[ct,I,o`
      :host {
        display: block;
        height: 100%;
      }
      ha-card {
        display: block;
        height: 100%;
        padding: var(--ha-space-4, 16px);
      }
      .loading {
        min-height: 240px;
      }
      .nothing {
        display: grid;
        justify-items: center;
        gap: var(--ha-space-3, 12px);
        padding: var(--ha-space-8, 32px) 0;
        text-align: center;
      }
      a.button {
        display: inline-grid;
        place-items: center;
        color: inherit;
        text-decoration: none;
      }
      h2 {
        font-size: var(--ha-font-size-xl, 20px);
      }
    `]}},fr=`custom:diol-card`,pr=class extends HTMLElement{static async generate(e,t){let n=j(t.locale.language),r=(await lr(t)).filter(e=>e.entities[`binary_sensor.anomaly`]).map(e=>({type:`grid`,cards:[{type:fr,entity:e.entities[`binary_sensor.anomaly`],grid_options:{columns:`full`}}]})),i=[{title:n.overview,path:`overview`,icon:`mdi:power-socket-de`,type:`sections`,max_columns:2,sections:[{type:`grid`,column_span:2,cards:[{type:fr,grid_options:{columns:`full`}}]}]}];if(r.length){let e=n.appliances;i.push({title:e,path:`appliances`,icon:`mdi:chart-bell-curve`,type:`sections`,max_columns:3,sections:r})}return{title:`DIoL`,views:i}}static getCreateSuggestions(){return{title:`DIoL`,icon:`mdi:chart-bell-curve`}}};if(!customElements.get(`diol-card`)){customElements.define(`diol-card`,dr),customElements.define(`ll-strategy-dashboard-diol`,pr);let e=j(document.documentElement.lang||navigator.language);(window.customCards??=[]).push({type:`diol-card`,name:`DIoL`,description:e.card_description,preview:!0,documentationURL:`https://github.com/OWNER/diol/blob/main/docs/card.md`,getEntitySuggestion:or}),(window.customStrategies??=[]).push({type:`diol`,strategyType:`dashboard`,name:`DIoL`,description:e.strategy_description,documentationURL:`https://github.com/OWNER/diol/blob/main/docs/card.md`})}