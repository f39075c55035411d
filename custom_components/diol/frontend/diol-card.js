var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:d,getOwnPropertyNames:ee,getOwnPropertySymbols:te,getPrototypeOf:ne}=Object,re=globalThis,ie=re.trustedTypes,ae=ie?ie.emptyScript:``,oe=re.reactiveElementPolyfillSupport,f=(e,t)=>e,se={toAttribute(e,t){switch(t){case Boolean:e=e?ae:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ce=(e,t)=>!l(e,t),le={attribute:!0,type:String,converter:se,reflect:!1,useDefault:!1,hasChanged:ce};Symbol.metadata??=Symbol(`metadata`),re.litPropertyMetadata??=new WeakMap;var p=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=le){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=d(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??le}static _$Ei(){if(this.hasOwnProperty(f(`elementProperties`)))return;let e=ne(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(f(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(f(`properties`))){let e=this.properties,t=[...ee(e),...te(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?se:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?se:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ce)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};p.elementStyles=[],p.shadowRootOptions={mode:`open`},p[f(`elementProperties`)]=new Map,p[f(`finalized`)]=new Map,oe?.({ReactiveElement:p}),(re.reactiveElementVersions??=[]).push(`2.1.2`);var ue=globalThis,de=e=>e,m=ue.trustedTypes,fe=m?m.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,pe=`$lit$`,h=`lit$${Math.random().toFixed(9).slice(2)}$`,me=`?`+h,he=`<${me}>`,g=document,_=()=>g.createComment(``),v=e=>e===null||typeof e!=`object`&&typeof e!=`function`,ge=Array.isArray,_e=e=>ge(e)||typeof e?.[Symbol.iterator]==`function`,ve=`[ 	
\f\r]`,y=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ye=/-->/g,be=/>/g,b=RegExp(`>|${ve}(?:([^\\s"'>=/]+)(${ve}*=${ve}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),xe=/'/g,Se=/"/g,Ce=/^(?:script|style|textarea|title)$/i,we=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),x=we(1),S=we(2),C=Symbol.for(`lit-noChange`),w=Symbol.for(`lit-nothing`),Te=new WeakMap,T=g.createTreeWalker(g,129);function Ee(e,t){if(!ge(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return fe===void 0?t:fe.createHTML(t)}var De=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=y;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===y?c[1]===`!--`?o=ye:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=b):(Ce.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=b):o=be:o===b?c[0]===`>`?(o=i??y,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?b:c[3]===`"`?Se:xe):o===Se||o===xe?o=b:o===ye||o===be?o=y:(o=b,i=void 0);let d=o===b&&e[t+1].startsWith(`/>`)?` `:``;a+=o===y?n+he:l>=0?(r.push(s),n.slice(0,l)+pe+n.slice(l)+h+d):n+h+(l===-2?t:d)}return[Ee(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},Oe=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=De(t,n);if(this.el=e.createElement(l,r),T.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=T.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(pe)){let t=u[o++],n=i.getAttribute(e).split(h),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?je:r[1]===`?`?Me:r[1]===`@`?Ne:D}),i.removeAttribute(e)}else e.startsWith(h)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Ce.test(i.tagName)){let e=i.textContent.split(h),t=e.length-1;if(t>0){i.textContent=m?m.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],_()),T.nextNode(),c.push({type:2,index:++a});i.append(e[t],_())}}}else if(i.nodeType===8){if(i.data===me)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(h,e+1))!==-1;)c.push({type:7,index:a}),e+=h.length-1}}a++}}static createElement(e,t){let n=g.createElement(`template`);return n.innerHTML=e,n}};function E(e,t,n=e,r){if(t===C)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=v(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=E(e,i._$AS(e,t.values),i,r)),t}var ke=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??g).importNode(t,!0);T.currentNode=r;let i=T.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Ae(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Pe(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=T.nextNode(),a++)}return T.currentNode=g,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Ae=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=w,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=E(this,e,t),v(e)?e===w||e==null||e===``?(this._$AH!==w&&this._$AR(),this._$AH=w):e!==this._$AH&&e!==C&&this._(e):e._$litType$===void 0?e.nodeType===void 0?_e(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==w&&v(this._$AH)?this._$AA.nextSibling.data=e:this.T(g.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=Oe.createElement(Ee(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new ke(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=Te.get(e.strings);return t===void 0&&Te.set(e.strings,t=new Oe(e)),t}k(t){ge(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(_()),this.O(_()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=de(e).nextSibling;de(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},D=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=w,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=w}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=E(this,e,t,0),a=!v(e)||e!==this._$AH&&e!==C,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=E(this,r[n+o],t,o),s===C&&(s=this._$AH[o]),a||=!v(s)||s!==this._$AH[o],s===w?e=w:e!==w&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===w?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},je=class extends D{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===w?void 0:e}},Me=class extends D{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==w)}},Ne=class extends D{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=E(this,e,t,0)??w)===C)return;let n=this._$AH,r=e===w&&n!==w||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==w&&(n===w||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Pe=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){E(this,e)}},Fe=ue.litHtmlPolyfillSupport;Fe?.(Oe,Ae),(ue.litHtmlVersions??=[]).push(`3.3.3`);var Ie=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Ae(t.insertBefore(_(),e),e,void 0,n??{})}return i._$AI(e),i},Le=globalThis,O=class extends p{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Ie(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return C}};O._$litElement$=!0,O.finalized=!0,Le.litElementHydrateSupport?.({LitElement:O});var Re=Le.litElementPolyfillSupport;Re?.({LitElement:O}),(Le.litElementVersions??=[]).push(`4.2.2`);var ze=e=>e.callWS({type:`diol/plugs`}),Be=(e,t)=>e.callWS({type:`diol/model`,entry_id:t}),Ve=(e,t,n,r,i)=>e.callWS({type:`diol/history`,entry_id:t,hours:n,columns:r,...i&&{power:i}}),He=(e,t)=>e.callWS({type:`diol/sparklines`,entry_ids:t}),Ue=e=>e.callWS({type:`diol/library`}),We=(e,t,n,r)=>e.callWS({type:`diol/copy`,...t,mode:n,targets:r}),Ge=(e,t)=>e.callWS({type:`diol/dismiss_job`,job:t}),Ke=(e,t)=>e.connection.subscribeMessage(({jobs:e})=>t(e),{type:`diol/jobs`}),k=e=>e?.message??String(e),qe={days:`{count} Tage`,starts_an_hour:`{count} Starts pro Stunde`,starts_a_day:`{count} Starts am Tag`,start_every:`ein Start alle {time}`,power:`Leistung`,score:`Score`,threshold:`Schwelle`,pattern:`Muster {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 T`,range_720:`30 T`,range_label:`Gezeigter Zeitraum`,chart_label:`Leistung der letzten {time}, gefärbt nach dem gelernten Muster, mit Anomalien: {anomalies}. Die Pfeiltasten lesen Werte vor.`,no_anomalies:`keine`,anomaly:`Anomalie`,anomaly_since:`seit {time}`,anomaly_times:`{start} bis {end}`,more_anomalies:`und {count} frühere`,no_readings:`In dieser Zeit wurde keine Leistung aufgezeichnet.`,no_power:`Diese Steckdose hat in Home Assistant keinen Sensor für Leistung, deshalb gibt es kein Bild davon.`,loading:`Wird geladen …`,on_for:`an seit {time}`,off_for:`aus seit {time}`,on_for_more:`an seit mehr als {time}`,off_for_more:`aus seit mehr als {time}`,accept:`Als normal annehmen`,offline:`Nicht verbunden`,offline_text:`Die Steckdose überwacht von selbst weiter. Was sie meldet, wird gezeigt, sobald sie zurück ist.`,no_model_text:`Lass die Steckdose ihr Gerät lernen, was neun Tage dauert, oder gib ihr das Modell einer anderen.`,learn:`Lernen lassen`,learning:`Lernt`,adapting:`Passt sich diesem Gerät an`,ready_at:`fertig etwa {time}`,ready_unknown:`gerade begonnen`,cycles:`Zyklen`,on_time:`An am Stück`,off_time:`Aus am Stück`,on_power:`Leistung, wenn an`,standby:`Standby`,watched_for:`Beobachtet seit`,normal:`Gelernte Normalität`,fit:`erklärt {percent} seiner Minuten`,usually:`meist {value}`,longest:`längstens {value}`,greatest:`höchstens {value}`,between:`{least} bis {greatest}`,alarm_above:`Alarm über {value}`,alarm_outside:`Alarm unter {least} und über {greatest}`,now:`jetzt {value}`,patterns:`Typische Muster`,phase_on:`An`,phase_off:`Aus`,phase_both:`An und aus`,minutes_in:`nach {time}`,current:`jetzt`,words:`In Worten`,words_cycles:`Läuft etwa alle {cycle}: an für {on} mit {watts}, aus für {off} mit {standby}.`,words_demand:`Bei Bedarf benutzt: an für {on} mit {watts}, Standby {standby}.`,words_constant:`Immer an mit {watts}.`,words_hardly:`Beim Lernen kaum benutzt; an mit {watts}.`,words_use:`{percent} der Zeit an, {starts}.`,words_longest:`Am längsten an {on}, am längsten aus {off}.`,words_peak:`Größter Messwert {watts}.`,words_day:`Ein üblicher Tag: an für {on} am Stück, aus für {off}, im Mittel {watts}.`,words_learnt:`Gelernt in {time} aus Messwerten alle {interval}.`,words_provisional:`Vorläufig: Das Lernen ging weiter oder wurde abgebrochen.`,words_adapted:`Von der Steckdose an dieses Gerät angepasst.`,from_own:`Von dieser Steckdose gelernt`,from_other:`Von einer anderen Steckdose oder von Hand gegeben`,from_library:`{name}, Version {version}`,from_removed:`Von einem Modell, das nicht mehr in der Bibliothek ist`,changed:`seitdem von der Steckdose geändert`,mode_adapt:`Anpassen`,mode_exact:`Genau so`,update_to:`Auf Version {version} aktualisieren`,updating:`Wird aktualisiert …`,copy:`Modell kopieren …`,use:`Anderes Modell verwenden …`,give:`Modell an Steckdosen geben …`,give_title:`Ein Modell geben`,which:`Modell`,of_plugs:`Von einer Steckdose gelernt`,of_library:`Aus der Bibliothek`,to:`An`,everywhere:`Alle`,how:`Wie`,adapt_text:`Ein anderes Gerät derselben Art: Die Steckdose misst einige Stunden und überwacht dann.`,exact_text:`Dasselbe Gerät an einer anderen Steckdose oder ein baugleiches: Sie überwacht sofort.`,start:`Geben`,cancel:`Abbrechen`,choose_target:`Wähle mindestens eine Steckdose.`,no_models:`Noch hat keine Steckdose ein Modell gelernt, und die Bibliothek ist leer.`,job_running:`{name}: {done} von {total} Steckdosen`,job_done:`{name}: an {done} von {total} Steckdosen gegeben`,result_waiting:`wartet auf die Steckdose`,result_copied:`verwendet es`,dismiss:`Schließen`,overview:`Steckdosen`,all_well:`Bei allen {count} Steckdosen ist alles in Ordnung.`,count_anomalies:`{count} mit Anomalie`,count_offline:`{count} nicht verbunden`,count_learning:`{count} beim Lernen`,update_all:`{count} aktualisieren`,no_plugs:`Noch keine Steckdose mit DIoL`,no_plugs_text:`Steckdosen, die ESPHome kennt und die DIoL in ihrer Firmware haben, werden von selbst gefunden.`,add_plug:`Steckdose hinzufügen`,not_found:`Es gibt keine Steckdose von DIoL mit {entity}. Wähle in den Einstellungen der Karte eine andere.`,edit_entity:`Steckdose`,edit_entity_help:`Leer lassen, um alle Steckdosen zu zeigen.`,edit_name:`Name`,edit_hours:`Zuerst gezeigter Zeitraum`,edit_power:`Leistungssensor`,edit_power_help:`Nur nötig, wenn eine Steckdose mehrere Geräte misst.`,edit_show_normal:`Gelernte Normalität zeigen`,edit_show_patterns:`Typische Muster zeigen`,edit_show_words:`Modell in Worten zeigen`,card_description:`Was eine Steckdose über ihr Gerät gelernt hat und was sie jetzt sieht`,strategy_description:`Alle Steckdosen mit DIoL, die auffälligsten zuerst`,appliances:`Geräte`},Je={days:`{count} days`,starts_an_hour:`{count} starts an hour`,starts_a_day:`{count} starts a day`,start_every:`a start every {time}`,power:`Power`,score:`Score`,threshold:`threshold`,pattern:`Pattern {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 d`,range_720:`30 d`,range_label:`Time shown`,chart_label:`Power over the last {time}, coloured by the learnt pattern, with anomalies: {anomalies}. Use the arrow keys to read values.`,no_anomalies:`none`,anomaly:`Anomaly`,anomaly_since:`since {time}`,anomaly_times:`{start} to {end}`,more_anomalies:`and {count} earlier`,no_readings:`No power readings were recorded in this time.`,no_power:`This plug has no sensor for power in Home Assistant, so there is no picture of it.`,loading:`Loading …`,on_for:`on for {time}`,off_for:`off for {time}`,on_for_more:`on for more than {time}`,off_for_more:`off for more than {time}`,accept:`Accept as normal`,offline:`Not connected`,offline_text:`The plug goes on watching by itself. What it tells is shown when it is back.`,no_model_text:`Let the plug learn its appliance, which takes nine days, or give it the model of another plug.`,learn:`Let it learn`,learning:`Learning`,adapting:`Adapting to this appliance`,ready_at:`ready about {time}`,ready_unknown:`just begun`,cycles:`Cycles`,on_time:`On at a time`,off_time:`Off at a time`,on_power:`Power while on`,standby:`Standby`,watched_for:`Watched for`,normal:`Learnt normal`,fit:`explains {percent} of its minutes`,usually:`usually {value}`,longest:`longest {value}`,greatest:`greatest {value}`,between:`{least} to {greatest}`,alarm_above:`alarm above {value}`,alarm_outside:`alarm below {least} and above {greatest}`,now:`now {value}`,patterns:`Typical patterns`,phase_on:`On`,phase_off:`Off`,phase_both:`On and off`,minutes_in:`after {time}`,current:`now`,words:`In words`,words_cycles:`Cycles about every {cycle}: on for {on} at {watts}, off for {off} at {standby}.`,words_demand:`Used on demand: on for {on} at {watts}, standby {standby}.`,words_constant:`Always on at {watts}.`,words_hardly:`Hardly used while learning; on at {watts}.`,words_use:`On {percent} of the time, {starts}.`,words_longest:`Longest on {on}, longest off {off}.`,words_peak:`Greatest reading {watts}.`,words_day:`A usual day: on for {on} at a time, off for {off}, {watts} on average.`,words_learnt:`Learnt in {time} from readings every {interval}.`,words_provisional:`Provisional: learning went on, or was broken off.`,words_adapted:`Fitted to this appliance by the plug.`,from_own:`Learnt by this plug`,from_other:`Given by another plug or by hand`,from_library:`{name}, version {version}`,from_removed:`From a model that is no longer in the library`,changed:`changed by the plug since`,mode_adapt:`Adapt`,mode_exact:`Exact`,update_to:`Update to version {version}`,updating:`Updating …`,copy:`Copy model to …`,use:`Use another model …`,give:`Give a model to plugs …`,give_title:`Give a model`,which:`Model`,of_plugs:`Learnt by a plug`,of_library:`From the library`,to:`To`,everywhere:`All`,how:`How`,adapt_text:`Another appliance of the same kind: the plug measures for some hours, then watches.`,exact_text:`The same appliance on another plug, or an identical one: the plug watches at once.`,start:`Give`,cancel:`Cancel`,choose_target:`Choose at least one plug.`,no_models:`No plug has learnt a model yet, and the library is empty.`,job_running:`{name}: {done} of {total} plugs`,job_done:`{name}: given to {done} of {total} plugs`,result_waiting:`waiting for the plug`,result_copied:`uses it`,dismiss:`Dismiss`,overview:`Plugs`,all_well:`All {count} plugs are well.`,count_anomalies:`{count} with an anomaly`,count_offline:`{count} not connected`,count_learning:`{count} learning`,update_all:`Update {count}`,no_plugs:`No plug with DIoL yet`,no_plugs_text:`Plugs that ESPHome knows and that have DIoL in their firmware are found by themselves.`,add_plug:`Add a plug`,not_found:`There is no plug of DIoL with {entity}. Choose another one in the card's settings.`,edit_entity:`Plug`,edit_entity_help:`Leave it empty to show all plugs.`,edit_name:`Name`,edit_hours:`Time shown at first`,edit_power:`Power sensor`,edit_power_help:`Needed only where a plug meters several appliances.`,edit_show_normal:`Show the learnt normal`,edit_show_patterns:`Show typical patterns`,edit_show_words:`Show the model in words`,card_description:`What a plug has learnt of its appliance, and what it sees now`,strategy_description:`All your plugs with DIoL, worst first`,appliances:`Appliances`},Ye={en:Je,de:qe,es:{days:`{count} días`,starts_an_hour:`{count} arranques por hora`,starts_a_day:`{count} arranques al día`,start_every:`un arranque cada {time}`,power:`Potencia`,score:`Puntuación`,threshold:`umbral`,pattern:`Patrón {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 d`,range_720:`30 d`,range_label:`Tiempo mostrado`,chart_label:`Potencia de las últimas {time}, coloreada según el patrón aprendido, con anomalías: {anomalies}. Las flechas del teclado leen los valores.`,no_anomalies:`ninguna`,anomaly:`Anomalía`,anomaly_since:`desde {time}`,anomaly_times:`{start} a {end}`,more_anomalies:`y {count} anteriores`,no_readings:`En este tiempo no se registró ninguna potencia.`,no_power:`Este enchufe no tiene sensor de potencia en Home Assistant, así que no hay imagen.`,loading:`Cargando …`,on_for:`encendido desde hace {time}`,off_for:`apagado desde hace {time}`,on_for_more:`encendido desde hace más de {time}`,off_for_more:`apagado desde hace más de {time}`,accept:`Aceptar como normal`,offline:`Sin conexión`,offline_text:`El enchufe sigue vigilando por sí solo. Lo que comunique se verá cuando vuelva.`,no_model_text:`Deja que el enchufe aprenda su aparato, lo que tarda nueve días, o dale el modelo de otro enchufe.`,learn:`Dejar que aprenda`,learning:`Aprende`,adapting:`Se adapta a este aparato`,ready_at:`listo hacia {time}`,ready_unknown:`acaba de empezar`,cycles:`Ciclos`,on_time:`Encendido seguido`,off_time:`Apagado seguido`,on_power:`Potencia encendido`,standby:`En espera`,watched_for:`Observado durante`,normal:`Normalidad aprendida`,fit:`explica el {percent} de sus minutos`,usually:`normalmente {value}`,longest:`máximo {value}`,greatest:`máximo {value}`,between:`{least} a {greatest}`,alarm_above:`alarma por encima de {value}`,alarm_outside:`alarma por debajo de {least} y por encima de {greatest}`,now:`ahora {value}`,patterns:`Patrones típicos`,phase_on:`Encendido`,phase_off:`Apagado`,phase_both:`Encendido y apagado`,minutes_in:`tras {time}`,current:`ahora`,words:`En palabras`,words_cycles:`Un ciclo cada {cycle}, más o menos: {on} encendido a {watts}, {off} apagado a {standby}.`,words_demand:`Se usa a petición: {on} encendido a {watts}, en espera {standby}.`,words_constant:`Siempre encendido a {watts}.`,words_hardly:`Apenas usado mientras aprendía; encendido a {watts}.`,words_use:`Encendido el {percent} del tiempo, {starts}.`,words_longest:`Más tiempo encendido {on}, más tiempo apagado {off}.`,words_peak:`Mayor lectura {watts}.`,words_day:`Un día habitual: {on} encendido seguido, {off} apagado, {watts} de media.`,words_learnt:`Aprendido en {time} con lecturas cada {interval}.`,words_provisional:`Provisional: el aprendizaje continuó o se interrumpió.`,words_adapted:`Ajustado a este aparato por el enchufe.`,from_own:`Aprendido por este enchufe`,from_other:`Dado por otro enchufe o a mano`,from_library:`{name}, versión {version}`,from_removed:`De un modelo que ya no está en la biblioteca`,changed:`cambiado desde entonces por el enchufe`,mode_adapt:`Adaptar`,mode_exact:`Exacto`,update_to:`Actualizar a la versión {version}`,updating:`Actualizando …`,copy:`Copiar el modelo …`,use:`Usar otro modelo …`,give:`Dar un modelo a enchufes …`,give_title:`Dar un modelo`,which:`Modelo`,of_plugs:`Aprendido por un enchufe`,of_library:`De la biblioteca`,to:`A`,everywhere:`Todos`,how:`Cómo`,adapt_text:`Otro aparato del mismo tipo: el enchufe mide unas horas y luego vigila.`,exact_text:`El mismo aparato en otro enchufe, o uno idéntico: el enchufe vigila al momento.`,start:`Dar`,cancel:`Cancelar`,choose_target:`Elige al menos un enchufe.`,no_models:`Ningún enchufe ha aprendido todavía un modelo y la biblioteca está vacía.`,job_running:`{name}: {done} de {total} enchufes`,job_done:`{name}: dado a {done} de {total} enchufes`,result_waiting:`esperando al enchufe`,result_copied:`lo usa`,dismiss:`Cerrar`,overview:`Enchufes`,all_well:`Los {count} enchufes están bien.`,count_anomalies:`{count} con una anomalía`,count_offline:`{count} sin conexión`,count_learning:`{count} aprendiendo`,update_all:`Actualizar {count}`,no_plugs:`Aún no hay enchufes con DIoL`,no_plugs_text:`Los enchufes que ESPHome conoce y que tienen DIoL en su firmware se encuentran solos.`,add_plug:`Añadir un enchufe`,not_found:`No hay ningún enchufe de DIoL con {entity}. Elige otro en los ajustes de la tarjeta.`,edit_entity:`Enchufe`,edit_entity_help:`Déjalo vacío para mostrar todos los enchufes.`,edit_name:`Nombre`,edit_hours:`Tiempo mostrado al principio`,edit_power:`Sensor de potencia`,edit_power_help:`Solo hace falta si un enchufe mide varios aparatos.`,edit_show_normal:`Mostrar la normalidad aprendida`,edit_show_patterns:`Mostrar los patrones típicos`,edit_show_words:`Mostrar el modelo en palabras`,card_description:`Lo que un enchufe ha aprendido de su aparato y lo que ve ahora`,strategy_description:`Todos tus enchufes con DIoL, los peores primero`,appliances:`Aparatos`},fr:{days:`{count} jours`,starts_an_hour:`{count} démarrages par heure`,starts_a_day:`{count} démarrages par jour`,start_every:`un démarrage toutes les {time}`,power:`Puissance`,score:`Score`,threshold:`seuil`,pattern:`Motif {nr}`,range_6:`6 h`,range_24:`24 h`,range_168:`7 j`,range_720:`30 j`,range_label:`Durée affichée`,chart_label:`Puissance des dernières {time}, colorée selon le motif appris, avec les anomalies : {anomalies}. Les flèches du clavier lisent les valeurs.`,no_anomalies:`aucune`,anomaly:`Anomalie`,anomaly_since:`depuis {time}`,anomaly_times:`{start} à {end}`,more_anomalies:`et {count} plus anciennes`,no_readings:`Aucune mesure de puissance n’a été enregistrée pendant cette durée.`,no_power:`Cette prise n’a pas de capteur de puissance dans Home Assistant, il n’y a donc pas d’image.`,loading:`Chargement …`,on_for:`en marche depuis {time}`,off_for:`à l’arrêt depuis {time}`,on_for_more:`en marche depuis plus de {time}`,off_for_more:`à l’arrêt depuis plus de {time}`,accept:`Accepter comme normal`,offline:`Non connectée`,offline_text:`La prise continue à surveiller seule. Ce qu’elle signale s’affiche dès son retour.`,no_model_text:`Laissez la prise apprendre son appareil, ce qui prend neuf jours, ou donnez-lui le modèle d’une autre.`,learn:`Laisser apprendre`,learning:`Apprend`,adapting:`S’adapte à cet appareil`,ready_at:`prête vers {time}`,ready_unknown:`vient de commencer`,cycles:`Cycles`,on_time:`En marche d’affilée`,off_time:`À l’arrêt d’affilée`,on_power:`Puissance en marche`,standby:`Veille`,watched_for:`Observé pendant`,normal:`Normalité apprise`,fit:`explique {percent} de ses minutes`,usually:`d’habitude {value}`,longest:`au plus {value}`,greatest:`au plus {value}`,between:`{least} à {greatest}`,alarm_above:`alarme au-dessus de {value}`,alarm_outside:`alarme sous {least} et au-dessus de {greatest}`,now:`maintenant {value}`,patterns:`Motifs typiques`,phase_on:`Marche`,phase_off:`Arrêt`,phase_both:`Marche et arrêt`,minutes_in:`après {time}`,current:`maintenant`,words:`En mots`,words_cycles:`Un cycle toutes les {cycle} environ : {on} en marche à {watts}, {off} à l’arrêt à {standby}.`,words_demand:`Utilisé à la demande : {on} en marche à {watts}, veille {standby}.`,words_constant:`Toujours en marche à {watts}.`,words_hardly:`Presque pas utilisé pendant l’apprentissage ; en marche à {watts}.`,words_use:`En marche {percent} du temps, {starts}.`,words_longest:`Plus longue marche {on}, plus long arrêt {off}.`,words_peak:`Plus grande mesure {watts}.`,words_day:`Un jour habituel : {on} en marche d’affilée, {off} à l’arrêt, {watts} en moyenne.`,words_learnt:`Appris en {time} à partir de mesures toutes les {interval}.`,words_provisional:`Provisoire : l’apprentissage a continué ou a été interrompu.`,words_adapted:`Ajusté à cet appareil par la prise.`,from_own:`Appris par cette prise`,from_other:`Donné par une autre prise ou à la main`,from_library:`{name}, version {version}`,from_removed:`D’un modèle qui n’est plus dans la bibliothèque`,changed:`modifié depuis par la prise`,mode_adapt:`Adapter`,mode_exact:`Tel quel`,update_to:`Mettre à jour vers la version {version}`,updating:`Mise à jour …`,copy:`Copier le modèle …`,use:`Utiliser un autre modèle …`,give:`Donner un modèle à des prises …`,give_title:`Donner un modèle`,which:`Modèle`,of_plugs:`Appris par une prise`,of_library:`De la bibliothèque`,to:`À`,everywhere:`Toutes`,how:`Comment`,adapt_text:`Un autre appareil du même genre : la prise mesure quelques heures, puis surveille.`,exact_text:`Le même appareil sur une autre prise, ou un identique : la prise surveille aussitôt.`,start:`Donner`,cancel:`Annuler`,choose_target:`Choisissez au moins une prise.`,no_models:`Aucune prise n’a encore appris de modèle, et la bibliothèque est vide.`,job_running:`{name} : {done} prises sur {total}`,job_done:`{name} : donné à {done} prises sur {total}`,result_waiting:`attend la prise`,result_copied:`l’utilise`,dismiss:`Fermer`,overview:`Prises`,all_well:`Tout va bien pour les {count} prises.`,count_anomalies:`{count} avec une anomalie`,count_offline:`{count} non connectées`,count_learning:`{count} en apprentissage`,update_all:`Mettre à jour ({count})`,no_plugs:`Pas encore de prise avec DIoL`,no_plugs_text:`Les prises connues d’ESPHome et dont le micrologiciel contient DIoL sont trouvées d’elles-mêmes.`,add_plug:`Ajouter une prise`,not_found:`Il n’y a pas de prise DIoL avec {entity}. Choisissez-en une autre dans les réglages de la carte.`,edit_entity:`Prise`,edit_entity_help:`Laissez vide pour afficher toutes les prises.`,edit_name:`Nom`,edit_hours:`Durée affichée au début`,edit_power:`Capteur de puissance`,edit_power_help:`Nécessaire seulement si une prise mesure plusieurs appareils.`,edit_show_normal:`Afficher la normalité apprise`,edit_show_patterns:`Afficher les motifs typiques`,edit_show_words:`Afficher le modèle en mots`,card_description:`Ce qu’une prise a appris de son appareil, et ce qu’elle voit maintenant`,strategy_description:`Toutes vos prises avec DIoL, les plus préoccupantes d’abord`,appliances:`Appareils`},nl:{days:`{count} dagen`,starts_an_hour:`{count} starts per uur`,starts_a_day:`{count} starts per dag`,start_every:`een start per {time}`,power:`Vermogen`,score:`Score`,threshold:`drempel`,pattern:`Patroon {nr}`,range_6:`6 u`,range_24:`24 u`,range_168:`7 d`,range_720:`30 d`,range_label:`Getoonde tijd`,chart_label:`Vermogen over de laatste {time}, gekleurd naar het geleerde patroon, met anomalieën: {anomalies}. Met de pijltoetsen lees je waarden.`,no_anomalies:`geen`,anomaly:`Anomalie`,anomaly_since:`sinds {time}`,anomaly_times:`{start} tot {end}`,more_anomalies:`en {count} eerdere`,no_readings:`In deze tijd is geen vermogen opgenomen.`,no_power:`Deze stekker heeft in Home Assistant geen sensor voor vermogen, dus er is geen beeld van.`,loading:`Laden …`,on_for:`aan sinds {time}`,off_for:`uit sinds {time}`,on_for_more:`aan sinds meer dan {time}`,off_for_more:`uit sinds meer dan {time}`,accept:`Als normaal accepteren`,offline:`Niet verbonden`,offline_text:`De stekker blijft uit zichzelf bewaken. Wat hij meldt, zie je zodra hij terug is.`,no_model_text:`Laat de stekker zijn apparaat leren, wat negen dagen duurt, of geef hem het model van een andere.`,learn:`Laten leren`,learning:`Leert`,adapting:`Past zich aan dit apparaat aan`,ready_at:`klaar rond {time}`,ready_unknown:`net begonnen`,cycles:`Cycli`,on_time:`Aan per keer`,off_time:`Uit per keer`,on_power:`Vermogen als aan`,standby:`Stand-by`,watched_for:`Bekeken`,normal:`Geleerd normaal`,fit:`verklaart {percent} van zijn minuten`,usually:`meestal {value}`,longest:`langste {value}`,greatest:`hoogste {value}`,between:`{least} tot {greatest}`,alarm_above:`alarm boven {value}`,alarm_outside:`alarm onder {least} en boven {greatest}`,now:`nu {value}`,patterns:`Typische patronen`,phase_on:`Aan`,phase_off:`Uit`,phase_both:`Aan en uit`,minutes_in:`na {time}`,current:`nu`,words:`In woorden`,words_cycles:`Draait ongeveer elke {cycle}: {on} aan op {watts}, {off} uit op {standby}.`,words_demand:`Op verzoek gebruikt: {on} aan op {watts}, stand-by {standby}.`,words_constant:`Altijd aan op {watts}.`,words_hardly:`Tijdens het leren nauwelijks gebruikt; aan op {watts}.`,words_use:`{percent} van de tijd aan, {starts}.`,words_longest:`Langste tijd aan {on}, langste tijd uit {off}.`,words_peak:`Hoogste meting {watts}.`,words_day:`Een gewone dag: {on} per keer aan, {off} uit, gemiddeld {watts}.`,words_learnt:`Geleerd in {time} uit metingen om de {interval}.`,words_provisional:`Voorlopig: het leren ging door of werd afgebroken.`,words_adapted:`Door de stekker aan dit apparaat aangepast.`,from_own:`Door deze stekker geleerd`,from_other:`Door een andere stekker of met de hand gegeven`,from_library:`{name}, versie {version}`,from_removed:`Van een model dat niet meer in de bibliotheek staat`,changed:`sindsdien door de stekker veranderd`,mode_adapt:`Aanpassen`,mode_exact:`Precies zo`,update_to:`Bijwerken naar versie {version}`,updating:`Bijwerken …`,copy:`Model kopiëren …`,use:`Ander model gebruiken …`,give:`Model aan stekkers geven …`,give_title:`Een model geven`,which:`Model`,of_plugs:`Door een stekker geleerd`,of_library:`Uit de bibliotheek`,to:`Aan`,everywhere:`Alle`,how:`Hoe`,adapt_text:`Een ander apparaat van dezelfde soort: de stekker meet enkele uren en bewaakt daarna.`,exact_text:`Hetzelfde apparaat aan een andere stekker, of een identiek: de stekker bewaakt meteen.`,start:`Geven`,cancel:`Annuleren`,choose_target:`Kies minstens één stekker.`,no_models:`Nog geen stekker heeft een model geleerd en de bibliotheek is leeg.`,job_running:`{name}: {done} van {total} stekkers`,job_done:`{name}: aan {done} van {total} stekkers gegeven`,result_waiting:`wacht op de stekker`,result_copied:`gebruikt het`,dismiss:`Sluiten`,overview:`Stekkers`,all_well:`Met alle {count} stekkers is alles goed.`,count_anomalies:`{count} met een anomalie`,count_offline:`{count} niet verbonden`,count_learning:`{count} aan het leren`,update_all:`{count} bijwerken`,no_plugs:`Nog geen stekker met DIoL`,no_plugs_text:`Stekkers die ESPHome kent en die DIoL in hun firmware hebben, worden vanzelf gevonden.`,add_plug:`Stekker toevoegen`,not_found:`Er is geen stekker van DIoL met {entity}. Kies een andere in de instellingen van de kaart.`,edit_entity:`Stekker`,edit_entity_help:`Laat leeg om alle stekkers te tonen.`,edit_name:`Naam`,edit_hours:`Eerst getoonde tijd`,edit_power:`Vermogenssensor`,edit_power_help:`Alleen nodig als een stekker meerdere apparaten meet.`,edit_show_normal:`Geleerd normaal tonen`,edit_show_patterns:`Typische patronen tonen`,edit_show_words:`Model in woorden tonen`,card_description:`Wat een stekker over zijn apparaat heeft geleerd en wat hij nu ziet`,strategy_description:`Al je stekkers met DIoL, de opvallendste eerst`,appliances:`Apparaten`}},A=e=>Ye[e]??Ye[e.split(`-`)[0]]??Je,j=(e,t,n={})=>A(e.locale.language)[t].replace(/\{(\w+)\}/g,(e,t)=>String(n[t]??``)),Xe=[`anomaly`,`does_not_fit`,`offline`,`not_measuring`,`no_model`,`paused`,`learning`,`adapting`,`provisional`,`watching`],Ze={anomaly:`bad`,does_not_fit:`warn`,offline:`off`,not_measuring:`warn`,no_model:`off`,paused:`off`,learning:`busy`,adapting:`busy`,provisional:`good`,watching:`good`},M=(e,t,n)=>e.states[t.entities[n]??``],N=e=>{let t=Number.parseFloat(e?.state??``);return Number.isFinite(t)?t:void 0},P=(e,t)=>{let n=M(e,t,`sensor.status`)?.state;return M(e,t,`binary_sensor.anomaly`)?.state===`on`?`anomaly`:n&&Xe.includes(n)?n:`offline`},Qe=e=>Ze[e],$e=(e,t)=>{let n=t=>Xe.indexOf(P(e,t)),r=t=>N(M(e,t,`sensor.score`))??0;return[...t].sort((t,i)=>n(t)-n(i)||r(i)-r(t)||t.name.localeCompare(i.name,e.locale.language))},et=(e,t,n)=>!e||e.themes!==t.themes||e.locale!==t.locale||e.entities!==t.entities||n.some(n=>n&&e.states[n]!==t.states[n]),F=o`
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
`,I=`plug:`,tt=`model:`,nt=class extends O{static{this.properties={hass:{attribute:!1},plugs:{attribute:!1},_models:{state:!0},_which:{state:!0},_targets:{state:!0},_mode:{state:!0},_wrong:{state:!0}}}async open({source:e,target:t}={}){this._which=e?I+e:``,this._targets=t?[t]:[],this._mode=`adapt`,this._wrong=``,this._models=void 0,await this.updateComplete,this.#e.showModal();try{this._models=(await Ue(this.hass)).models}catch(e){this._wrong=k(e),this._models=[]}this._which||=this.#n().at(0)?.value??``}get#e(){return this.renderRoot.querySelector(`dialog`)}get#t(){let e=e=>(M(this.hass,e,`text.model_text`)?.state??``).startsWith(`DIoL`);return this.plugs.filter(t=>e(t)&&!this._targets.includes(t.entry_id))}#n(){return[...(this._models??[]).map(({name:e,versions:t})=>({value:tt+e,label:j(this.hass,`from_library`,{name:e,version:t[0].version})})),...this.#t.map(e=>({value:I+e.entry_id,label:e.name}))]}render(){let e=e=>j(this.hass,e);return x`<dialog aria-labelledby="title" @click=${this.#a}>
      <form method="dialog" @submit=${this.#o}>
        <h2 id="title">${e(`give_title`)}</h2>
        ${this._models===void 0?x`<p class="secondary">${e(`loading`)}</p>`:this.#n().length||this._which?this.#r():x`<p>${e(`no_models`)}</p>`}
        ${this._wrong?x`<p class="wrong" role="alert">${this._wrong}</p>`:w}
        <div class="buttons">
          <button class="button" type="button" @click=${()=>this.#e.close()}>${e(`cancel`)}</button>
          <button class="button primary" type="submit" ?disabled=${!this._which}>${e(`start`)}</button>
        </div>
      </form>
    </dialog>`}#r(){let e=e=>j(this.hass,e),t=this.#n(),n=(e,n)=>{let r=t.filter(({value:t})=>t.startsWith(e));return r.length?x`<optgroup label=${n}>
            ${r.map(({value:e,label:t})=>x`<option value=${e} ?selected=${e===this._which}>${t}</option>`)}
          </optgroup>`:w},r=this.plugs.filter(({entry_id:e})=>I+e!==this._which);return x`<label class="field">
        <span>${e(`which`)}</span>
        <select @change=${e=>this._which=e.target.value}>
          ${n(tt,e(`of_library`))} ${n(I,e(`of_plugs`))}
        </select>
      </label>
      <fieldset>
        <legend>${e(`to`)}</legend>
        ${r.length>2?x`<label
                ><input
                  type="checkbox"
                  .checked=${r.every(({entry_id:e})=>this._targets.includes(e))}
                  @change=${e=>this._targets=e.target.checked?r.map(({entry_id:e})=>e):[]}
                />${e(`everywhere`)}</label
              >`:w}
        ${r.map(e=>this.#i(e))}
      </fieldset>
      <fieldset>
        <legend>${e(`how`)}</legend>
        ${[`adapt`,`exact`].map(t=>x`<label
              ><input
                type="radio"
                name="mode"
                .checked=${t===this._mode}
                @change=${()=>this._mode=t}
              /><span
                >${e(`mode_${t}`)}<small class="secondary">${e(`${t}_text`)}</small></span
              ></label
            >`)}
      </fieldset>`}#i(e){let t=P(this.hass,e)===`offline`;return x`<label
      ><input type="checkbox" .checked=${this._targets.includes(e.entry_id)} @change=${t=>{let n=this._targets.filter(t=>t!==e.entry_id);this._targets=t.target.checked?[...n,e.entry_id]:n}} /><span
        >${e.name}${t?x`<small class="secondary">${j(this.hass,`offline`)}</small>`:w}</span
      ></label
    >`}#a(e){e.target===this.#e&&this.#e.close()}async#o(e){e.preventDefault();let t=this._targets.filter(e=>I+e!==this._which);if(!t.length){this._wrong=j(this.hass,`choose_target`);return}let n=this._which.startsWith(I)?{source:this._which.slice(5)}:{model:this._which.slice(6)};try{let{job:e}=await We(this.hass,n,this._mode,t);this.#e.close(),this.dispatchEvent(new CustomEvent(`diol-given`,{detail:e}))}catch(e){this._wrong=k(e)}}static{this.styles=[F,o`
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
    `]}};customElements.get(`diol-give`)??customElements.define(`diol-give`,nt);var rt=class extends O{static{this.properties={hass:{attribute:!1},only:{attribute:!1},_jobs:{state:!0}}}#e;connectedCallback(){super.connectedCallback(),this.hass&&this.#t()}disconnectedCallback(){super.disconnectedCallback(),this.#e?.then(e=>e()).catch(()=>void 0),this.#e=void 0}willUpdate(e){e.has(`hass`)&&!this.#e&&this.#t()}#t(){this.#e??=Ke(this.hass,e=>{this._jobs=e}),this.#e.catch(()=>void 0)}render(){let{only:e}=this;return(this._jobs??[]).filter(t=>!e||e.begun.includes(t.id)||t.targets.some(({entry_id:t})=>t===e.plug)).map(e=>this.#n(e))}#n(e){let t=e.targets.filter(({result:e})=>e!==null).length,n=e.targets.filter(({result:e})=>e===`copied`).length,r=j(this.hass,e.over?`job_done`:`job_running`,{name:e.title,done:e.over?n:t,total:e.targets.length});return x`<section>
      <div class="row between">
        <h3><span role="status">${r}</span></h3>
        ${e.over?x`<button class="button" @click=${()=>void Ge(this.hass,e.id)}>
                ${j(this.hass,`dismiss`)}
              </button>`:w}
      </div>
      ${e.over?w:x`<progress max=${e.targets.length} value=${t} aria-label=${r}></progress>`}
      <ul>
        ${e.targets.map(({name:e,result:t,message:n})=>x`<li class=${t??`waiting`}>
              <b>${e}</b> ${n??j(this.hass,t===null?`result_waiting`:`result_copied`)}
            </li>`)}
      </ul>
    </section>`}static{this.styles=[F,o`
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
    `]}};customElements.get(`diol-jobs`)??customElements.define(`diol-jobs`,rt);var it=o`
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
`,at=4,ot=e=>{let t=e.map(({phase:e})=>e===`off`?`off`:`on`),n=e.map((e,t)=>({nr:t,at:e.phase_minutes??0})).sort((e,t)=>e.at-t.at||e.nr-t.nr),r={on:0,off:0},i=[];for(let{nr:e}of n)i[e]=`${t[e]}-${r[t[e]]++%at+1}`;return i},L=(e,t)=>e[t-1]?`var(--diol-${e[t-1]})`:`var(--primary-color)`,st=(e,t,n,r)=>{let i=e=>n[(e??0)-1]?.startsWith(`off`);return e.map((n,a)=>{let o=e[a+1];return i(n)&&o&&!i(o)&&(t[a]??0)>r/4?o:n})},ct=o`
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
`,lt=60,R=3600,z=24*R,ut=[[lt,1],[300,10],[10*R,lt],[2*z,300],[4*z,R],[1/0,z]],B=(e,t,n=0)=>new Intl.NumberFormat(e.locale.language,{maximumFractionDigits:n}).format(t),dt=(e,t)=>B(e,t,t>=9.95?0:t>=.095?1:2),V=(e,t)=>t>=999.5?`${dt(e,t/1e3)} kW`:`${dt(e,t)} W`,H=(e,t)=>{let n=Math.round(t*lt),r=n;for(let[e,t]of ut)if(r=Math.round(n/t)*t,r<e)break;if(r>=2*z){let t=Math.round(r%z/R),n=j(e,`days`,{count:B(e,Math.floor(r/z))});return t?`${n} ${t} h`:n}let i=[];for(let[t,n]of[[R,`h`],[lt,`min`],[1,`s`]]){let a=Math.floor(r/t);r-=a*t,a&&i.push(`${B(e,a)} ${n}`)}return i.slice(0,2).join(` `)||`0 s`},ft=(e,t)=>t>0&&t<.01?`< 1 %`:t>.99&&t<1?`> 99 %`:`${B(e,100*t)} %`,pt=(e,t)=>{for(let[n,r]of[[1,`starts_an_hour`],[24,`starts_a_day`]])if(t*n>=.95)return j(e,r,{count:dt(e,t*n)});return j(e,`start_every`,{time:H(e,60/t)})},mt=e=>e.locale.time_zone===`server`?e.config.time_zone:Intl.DateTimeFormat().resolvedOptions().timeZone||e.config.time_zone,ht=e=>({12:!0,24:!1})[e.locale.time_format??``]??void 0,gt=new Map,U=(e,t,n)=>{let{language:r}=e.locale,i=[r,mt(e),e.locale.time_format,JSON.stringify(n)].join(),a=gt.get(i);return a||(a=new Intl.DateTimeFormat(r,{timeZone:mt(e),...n.hour&&{hour12:ht(e)},...n}),gt.set(i,a)),a.format(t*1e3)},_t={hour:`numeric`,minute:`2-digit`},vt=(e,t)=>U(e,t,_t),W=(e,t,n=Date.now()/1e3)=>{let r={day:`numeric`,month:`numeric`,year:`numeric`};return U(e,t,r)===U(e,n,r)?vt(e,t):U(e,t,{...Math.abs(t-n)<6*z?{weekday:`short`}:{day:`numeric`,month:`short`},..._t})},G=e=>String(Math.round(e*10)/10),yt=(e,t)=>{let n=[],r;return e.forEach((e,i)=>{if(e===null){r=void 0;return}let a=t[i]??0;r?.cluster===a?r.to=i+1:n.push(r={from:i,to:i+1,cluster:a})}),n},bt=(e,t,n,r,i)=>{let a=r.width/n.length,o=e=>G(r.height*(1-Math.min(e/i,1))),s=``,c=0;for(let l=e.from;l<e.to;l++){let e=n[l],u=G(l*a);s+=s?`H${u}V${o(e)}`:`M${u} ${o(e)}`,c=t[l]??e,e-c>i/r.height&&(s+=`H${G((l+.5)*a)}V${o(c)}V${o(e)}`)}return`${s}H${G(e.to*a)}`},xt=(e,t,n,r)=>{let i=n.width/t.length,a=e=>G(n.height*(1-Math.min(e/r,1))),o=`M${G(e.from*i)} ${n.height}`,s=NaN;for(let n=e.from;n<e.to;n++){let e=t[n];e!==s&&(o+=`H${G(n*i)}V${a(e)}`,s=e)}return`${o}H${G(e.to*i)}V${n.height}Z`},St=(e,t)=>{let n=new Map;for(let r of e)n.set(r.cluster,(n.get(r.cluster)??``)+t(r));return n},Ct=1.5,wt=e=>{let t=e.filter(e=>e!==null).sort((e,t)=>e-t),n=t.at(-1)??0,r=(t[Math.floor(t.length*.95)]??0)*Ct;return r>0&&n>1.5*r?r:n},Tt=e=>e.reduce((e,t)=>t!==null&&t>e?t:e,0),Et=[60,300,900,1800,3600,7200,10800,21600,43200,86400,172800,345600,604800,1209600],Dt=(e,t)=>{let n=new Intl.DateTimeFormat(`en`,{timeZone:e,timeZoneName:`longOffset`}).format(t*1e3),r=/([+-])(\d\d):(\d\d)/.exec(n);return r?(r[1]===`-`?-1:1)*(Number(r[2])*3600+Number(r[3])*60):0},Ot=(e,t,n,r)=>{let i=Et.find(r=>(t-e)/r<=n)??Et[Et.length-1],a=[];for(let n=Math.floor(e/i)*i-i;n<=t+i;n+=i){let i=n-Dt(r,n);i>=e&&i<=t&&a.push(i)}return a},kt=e=>{if(!(e>0))return 1;let t=10**Math.floor(Math.log10(e));return[1,2,4,6,8,10].map(e=>e*t).find(t=>t>=e*.999)},K=(e,t,n)=>Math.min(Math.max(e,t),n),At=148,jt=40,Mt=22,Nt=3,Pt=86400,Ft=class extends O{static{this.properties={hass:{attribute:!1},history:{attribute:!1},colours:{attribute:!1},label:{attribute:!1},_width:{state:!0},_at:{state:!0}}}#e=new ResizeObserver(([e])=>{let t=Math.round(e.contentRect.width);t&&t!==this._width&&(this._width=t,this.dispatchEvent(new CustomEvent(`diol-width`,{detail:t})))});#t=1;#n=new Map;#r=new Map;#i=``;#a=1.5;connectedCallback(){super.connectedCallback(),this.#e.observe(this)}disconnectedCallback(){super.disconnectedCallback(),this.#e.disconnect()}get#o(){return this.#i?212:At}get#s(){return this.history.start+this.history.step*this.history.power.max.length}#c(e){return K((e-this.history.start)/(this.#s-this.history.start),0,1)*this._width}willUpdate(e){if(!this.history||!this._width||!e.has(`history`)&&!e.has(`_width`)&&!e.has(`colours`))return;let{power:t,cluster:n,score:r}=this.history;this.#t=kt(wt(t.max));let i={width:this._width,height:At},a=yt(t.max,st(n,t.max,this.colours,this.#t));this.#n=St(a,e=>xt(e,t.max,i,this.#t)),this.#r=St(a,e=>bt(e,t.min,t.max,i,this.#t)),this.#a=Math.max(1.5,Math.min(Tt(r)*1.05,4));let o={width:this._width,height:jt};this.#i=yt(r,[]).map(e=>xt(e,r,o,this.#a)).join(``)}render(){return!this.history||!this._width?x`<div class="box"></div>`:x`<div
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
        viewBox="0 0 ${this._width} ${this.#o+Mt}"
        height=${this.#o+Mt}
        aria-hidden="true"
      >
        ${this.#u()} ${this.#d()} ${[...this.#n].map(([e,t])=>this.#l(`area`,e,t))}
        ${[...this.#r].map(([e,t])=>this.#l(`line`,e,t))} ${this.#f()} ${this.#p()}
        ${this._at===void 0?w:this.#m(this._at)}
      </svg>
      ${this._at===void 0?w:this.#g(this._at)}
    </div>`}#l(e,t,n){return S`<path class=${e} style="--colour: ${L(this.colours,t)}" d=${n} />`}#u(){return this.history.anomalies.map(({start:e,end:t})=>{let n=this.#c(e),r=Math.max(Nt,this.#c(t??this.#s)-n);return S`<rect class="span" x=${n} width=${r} height=${this.#o} />
        <rect class="cap" x=${n} width=${r} height="3" />`})}#d(){return[0,.5,1].map(e=>{let t=At*(1-e),n=e?S`<text y=${t+12} x="2">${V(this.hass,e*this.#t)}</text>`:w;return S`<line class="grid" x2=${this._width} y1=${t} y2=${t} />${n}`})}#f(){if(!this.#i)return w;let e=jt*(1-1/this.#a);return S`<g transform="translate(0 ${172})">
      <clipPath id="above"><rect width=${this._width} height=${e} /></clipPath>
      <path class="score" d=${this.#i} />
      <path class="score unusual" clip-path="url(#above)" d=${this.#i} />
      <line class="threshold" x2=${this._width} y1=${e} y2=${e} />
      <text x="2" y="-5">${j(this.hass,`score`)}</text>
      <text x=${this._width-2} y="-5" text-anchor="end">– – ${j(this.hass,`threshold`)}</text>
    </g>`}#p(){let e=Math.max(2,Math.floor(this._width/76)),t=this.history.start,n=this.#s-t>2*Pt;return Ot(t,this.#s,e,mt(this.hass)).map(e=>{let t=this.#c(e);if(t<20||t>this._width-20)return w;let r=n?U(this.hass,e,{day:`numeric`,month:`short`}):vt(this.hass,e);return S`<text class="time" x=${t} y=${this.#o+16} text-anchor="middle">${r}</text>`})}#m(e){let t=(e+.5)/this.history.power.max.length*this._width;return S`<line class="cursor" x1=${t} x2=${t} y2=${this.#o} />`}#h(e){let t=this.history.start+e*this.history.step,n=t+this.history.step;return this.history.anomalies.find(({start:e,end:r})=>e<n&&(r??1/0)>t)}#g(e){let{power:t,score:n,cluster:r,start:i,step:a}=this.history,o=t.min[e],s=t.max[e],c=this.#h(e),l=(e+.5)/t.max.length*this._width,u=l>this._width/2?`right: ${this._width-l+8}px`:`left: ${l+8}px`,d=r[e],ee=o===s||o!==null&&s!==null&&s-o<this.#t/100;return x`<div class="tip" role="status" style=${u}>
      <div class="when">${W(this.hass,i+(e+.5)*a)}</div>
      ${s===null?x`<div>–</div>`:x`<div class="watts">
              ${ee?V(this.hass,s):`${V(this.hass,o??0)} – ${V(this.hass,s)}`}
            </div>`}
      ${d?x`<div>
              <i style="background: ${L(this.colours,d)}"></i
              >${j(this.hass,`pattern`,{nr:d})}
            </div>`:w}
      ${n[e]===null?w:x`<div>${j(this.hass,`score`)} ${B(this.hass,n[e],2)}</div>`}
      ${c?x`<div class="why">${c.reason??j(this.hass,`anomaly`)}</div>`:w}
    </div>`}#_(e){let t=this.history?.power.max.length;if(!t)return;let{left:n}=this.getBoundingClientRect();this._at=K(Math.floor((e.clientX-n)/this._width*t),0,t-1)}#v(){this._at=void 0}#y(e){let t=this.history?.power.max.length;if(!t)return;let n=Math.max(1,Math.round(t/100)),r=this._at??t-1,i={ArrowLeft:r-n,ArrowRight:r+n,Home:0,End:t-1}[e.key];i===void 0?e.key===`Escape`&&(this._at=void 0):(e.preventDefault(),this._at=K(i,0,t-1))}static{this.styles=[it,o`
      :host {
        display: block;
        min-height: ${170}px;
      }
      :host([hidden]) {
        display: none;
      }
    `]}};customElements.get(`diol-chart`)??customElements.define(`diol-chart`,Ft);var It=class extends O{static{this.properties={hass:{attribute:!1},clusters:{attribute:!1},colours:{attribute:!1},current:{attribute:!1}}}render(){let e=this.clusters.map((e,t)=>({cluster:e,nr:t+1}));return e.sort((e,t)=>(e.cluster.phase??``).localeCompare(t.cluster.phase??``)*-1||(e.cluster.phase_minutes??0)-(t.cluster.phase_minutes??0)),x`<div class="bar" aria-hidden="true">
        ${e.map(({cluster:e,nr:t})=>x`<i style="flex-grow: ${e.share}; background: ${L(this.colours,t)}"></i>`)}
      </div>
      <ul>
        ${e.map(({cluster:e,nr:t})=>this.#e(e,t))}
      </ul>`}#e(e,t){let n=t===this.current;return x`<li class=${n?`current`:``}>
      <i style="background: ${L(this.colours,t)}"></i>
      <span class="nr">${t}</span>
      <span class="what"
        >${this.#t(e)}${n?x` <b>${j(this.hass,`current`)}</b>`:w}</span
      >
      <span class="share">${ft(this.hass,e.share)}</span>
    </li>`}#t({phase:e,phase_minutes:t,on_watts:n,off_watts:r}){if(e===null)return V(this.hass,n);let i=[j(this.hass,`phase_${e}`)];return e!==`both`&&i.push(V(this.hass,(e===`on`?n:r)??0)),t!==null&&i.push(j(this.hass,`minutes_in`,{time:H(this.hass,t)})),i.join(` · `)}static{this.styles=[F,o`
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
    `]}};customElements.get(`diol-patterns`)??customElements.define(`diol-patterns`,It);var Lt=[`provisional`,`adapted`,`cycles`,`on_demand`],Rt=`DIoL1.`,zt=`ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_`,Bt=255,Vt=93,Ht=11,Ut=new Set([`on_time`,`off_time`,`duty`,`starts`,`longest_on`,`longest_off`,`greatest_floor_off`,`most_attempts`,`most_starts`,`greatest_duty`]),Wt=[[`feature_set`,`u8`,1,1],[`interval`,`u8`,1,255],[`clusters`,`u8`,1,8],[`hours`,`u16`,1,65535],[`on_power`,`uf16`,.05,32768],[`off_level`,`uf16`,0,`on_power`],[`on_time`,`uf16`,.05,20160],[`off_time`,`uf16`,.05,20160],[`duty`,`uf16`,1e-4,1],[`starts`,`uf16`,5e-4,60],[`block_minutes`,`tens`,10,2550],[`blocks`,`u8`,1,255],[`block_mean`,`uf16`,0,1/0],[`block_scale`,`uf16`,0,1/0],[`block_max`,`uf16`,0,1/0],[`longest_on`,`uf16`,.05,40320],[`longest_off`,`uf16`,.05,40320],[`greatest_power`,`uf16`,`on_power`,32768],[`least_power`,`uf16`,0,`on_power`],[`greatest_floor_on`,`uf16`,0,32768],[`greatest_floor_off`,`uf16`,0,32768],[`greatest_peak`,`uf16`,0,65536],[`most_attempts`,`uf16`,0,1e3],[`most_starts`,`uf16`,0,1e3],[`greatest_duty`,`uf16`,0,1],[`greatest_base`,`uf16`,0,32768],[`longest_unchanged`,`uf16`,0,40320],[`day_on`,`uf16`,.05,20160],[`day_off`,`uf16`,.05,20160],[`day_power`,`uf16`,.05,32768]],Gt=new Set([`day_on`,`day_off`,`day_power`]),Kt=class extends Error{constructor(e,t={}){super([e,...Object.entries(t).map(([e,t])=>`${e} ${t}`)].join(`, `)),this.name=`ModelTextError`,this.code=e,this.values=t}},qt=(e,t,n)=>{let r=e>>t,i=e&(1<<t)-1;return r?((1<<t)+i)*2**(r-n-1):i*2**-n},Jt=(e,t,n,r)=>{if(!(e>0))return 0;let i=Math.min(e,qt(r,t,n))*2**n,a=0;for(;i>=2**(t+1+a);)a+=1;return Math.min(a*2**t+Math.floor(i/2**a+.5),r)},Yt=e=>qt(e,11,18),Xt=e=>Jt(e,11,18,65535),Zt=e=>qt(e,4,10),Qt=e=>Jt(e,4,10,255),$t=(e,t)=>Math.min(Math.max(Math.round(e)||0,0),t),en=e=>Math.sign(e)*Math.min(Math.round(Math.abs(e)*16),127)||0,tn=e=>{let t=-1;for(let n of e){t^=n;for(let e=0;e<8;e+=1)t=t>>>1^(t&1?3988292384:0)}return~t>>>0},nn=e=>tn([...Rt].map(e=>e.charCodeAt(0)).concat([...e])),rn=e=>{let t=[],n=0,r=0;for(let i of e)r=r<<6|zt.indexOf(i),n+=6,n>=8&&(n-=8,t.push(r>>n),r&=(1<<n)-1);return n<6&&r===0?Uint8Array.from(t):null},an={u8:{size:1,get:(e,t)=>e.getUint8(t),set:(e,t,n)=>e.setUint8(t,$t(n,255))},tens:{size:1,get:(e,t)=>e.getUint8(t)*10,set:(e,t,n)=>e.setUint8(t,$t(n/10,255))},u16:{size:2,get:(e,t)=>e.getUint16(t),set:(e,t,n)=>e.setUint16(t,$t(n,65535))},uf16:{size:2,get:(e,t)=>Yt(e.getUint16(t)),set:(e,t,n)=>e.setUint16(t,Xt(n))},uf8:{size:1,get:(e,t)=>Zt(e.getUint8(t)),set:(e,t,n)=>e.setUint8(t,Qt(n))},uf8by16:{size:1,get:(e,t)=>Zt(e.getUint8(t))*16,set:(e,t,n)=>e.setUint8(t,Qt(n/16))},int8:{size:1,get:(e,t)=>e.getInt8(t)/16,set:(e,t,n)=>e.setInt8(t,en(n))}},on=(e,t)=>{let n=t,r=t=>(r,i)=>{let a=an[r][t](e,n,i);return n+=an[r].size,a};return{read:r(`get`),write:r(`set`)}},q=(e,t)=>{throw new Kt(e,t)},J=e=>q(`bad_value`,{field:e}),sn=e=>{let t=/^DIoL([1-9][0-9]?)\./.exec(e)??q(`not_a_model`),n=Number(t[1]);n!==1&&q(`newer_version`,{version:n});let{length:r}=new TextEncoder().encode(e);r>Bt&&q(`too_long`,{length:r});let i=e.slice(6),a=i.search(/[^A-Za-z0-9_-]/);a>=0&&q(`bad_character`,{position:6+a});let o=rn(i);(!o||o.length<104)&&q(`bad_length`,{length:r});let s=o.length-4;return new DataView(o.buffer).getUint32(s)!==nn(o.subarray(0,s))&&q(`bad_checksum`),o},cn=e=>{let t=e.cycles&&!e.on_demand,n=e.day_on!==0;for(let[r,,i,a]of Wt){if(r===`clusters`||r===`feature_set`)continue;let o=e[r],s=typeof i==`string`?e[i]:i,c=typeof a==`string`?e[a]:a;(!e.cycles&&Ut.has(r)||Gt.has(r)&&!n?o!==0:o<s||o>c)&&J(r),r===`off_level`&&o===e.on_power&&J(r),r===`day_on`&&n&&!t&&J(r)}e.day_spread.some(e=>e>0!==n)&&J(`day_spread`),e.spread.includes(0)&&J(`spread`),e.clusters.some(e=>e.coordinates.includes(-8))&&J(`coordinate`)},ln=e=>{let{on_power:t,hours:n,cycles:r,on_demand:i}=e,a=!r&&!i,o=n<48,s=o?10080:20160,c={block_mean:16,block_scale:4,block_max:16,longest_on:s,longest_off:s,greatest_power:20*t,least_power:1/0,greatest_floor_on:20*t,greatest_floor_off:t,greatest_peak:1e3*t,most_attempts:100,most_starts:100,greatest_base:20*t,longest_unchanged:s};for(let[n,r]of Object.entries(c))(n===`least_power`&&a&&e[n]<(o?.78125:.65625)*t||e[n]>r)&&q(`blind_model`,{field:n});e.day_spread.some(e=>e>1)&&q(`blind_model`,{field:`day_spread`}),e.spread.some((e,t)=>e>(t===9?16:8))&&q(`blind_model`,{field:`spread`}),!i&&Sn(e)<4&&q(`blind_model`,{field:`reach`})},un=e=>{let t=sn(e),{read:n}=on(new DataView(t.buffer),0),r=n(`u8`);r>=1<<Lt.length&&J(`flags`);let i=Object.fromEntries(Lt.map((e,t)=>[e,!!(r&1<<t)]));for(let[e,t]of Wt)i[e]=n(t);let a=i.clusters;i.feature_set!==1&&q(`unknown_features`,{set:i.feature_set}),(a<1||a>8)&&J(`clusters`),t.length!==Vt+Ht*a&&q(`bad_length`,{length:e.length});let o=(e,t)=>Array.from({length:e},()=>n(t));return i.day_spread=o(3,`uf8`),i.mean=o(10,`uf16`),i.spread=o(10,`uf8`),i.clusters=Array.from({length:a},()=>({minutes:n(`uf8by16`),coordinates:o(10,`int8`)})),cn(i),ln(i),i},dn=Math.fround,fn=(e,t,n)=>Math.min(Math.max(e,t),n),Y=e=>Math.log2(1+e),pn=[{cycles:!0,toOwn:(e,t)=>Y(e/t.on_time),far:()=>4.5},{cycles:!0,toOwn:(e,t)=>Y(e/t.off_time),far:()=>4.5},{cycles:!0,toOwn:(e,t)=>Y(e/t.on_time),far:()=>4.5},{cycles:!0,toOwn:(e,t)=>Y(e/t.off_time),far:()=>4.5},{cycles:!1,toOwn:(e,t)=>e/t.on_power,far:()=>4},{cycles:!0,toOwn:(e,t)=>e/t.duty,far:e=>dn(1/e.duty)},{cycles:!0,toOwn:(e,t)=>e/t.on_power,far:()=>1},{cycles:!0,toOwn:(e,t)=>e/t.starts,far:()=>4},{cycles:!1,toOwn:(e,t)=>Y(e/t.on_power),far:()=>4.5},{cycles:!1,toOwn:e=>Y(e),far:()=>13.25}],mn={regular:e=>1+.015*e.on_power,"on demand":e=>2+.001*e.on_power,constant:e=>.1*e.on_power},hn=(e,t)=>(t===`constant`?.1:.04)*e.on_power,X=()=>0,gn=e=>e.on_power,_n=[`regular`,`on demand`,`constant`,`hardly used`],vn=[{name:`longest_on`,sorts:[`regular`,`on demand`],centre:X,least:()=>0,f:e=>e===`on demand`?2:1.35},{name:`longest_off`,sorts:[`regular`],centre:X,least:()=>0,f:()=>1.35},{name:`greatest_power`,sorts:[`regular`,`constant`],centre:gn,least:hn,f:()=>1.8},{name:`least_power`,sorts:[`regular`,`constant`],centre:gn,least:hn,f:()=>1.8,below:!0},{name:`greatest_floor_on`,sorts:_n,centre:X,least:gn,f:e=>e===`on demand`||e===`hardly used`?1.35:1.1},{name:`greatest_floor_off`,sorts:[`regular`],centre:e=>e.off_level,least:mn.regular,f:()=>1.5},{name:`greatest_peak`,sorts:_n,centre:X,least:e=>1.25*e.on_power,f:()=>1.4},{name:`most_attempts`,sorts:[`regular`],centre:X,least:()=>3,f:()=>1.3},{name:`most_starts`,sorts:[`regular`],centre:X,least:()=>3,f:()=>1.3},{name:`greatest_duty`,sorts:[`regular`],centre:e=>e.duty,least:e=>.15*e.duty,f:()=>1.8},{name:`greatest_base`,sorts:[`regular`,`on demand`,`constant`],centre:(e,t)=>t===`constant`?e.on_power:e.off_level,least:(e,t)=>mn[t](e),f:()=>1.6},{name:`longest_unchanged`,sorts:[`regular`,`on demand`,`constant`],centre:X,least:()=>15,f:()=>1.75}],yn=({cycles:e,on_demand:t})=>e?t?`on demand`:`regular`:t?`hardly used`:`constant`,bn=e=>pn.map((e,t)=>t).filter(t=>e.cycles||!pn[t].cycles),xn=(e,t,n)=>{let r=1/0,i=0;return n.forEach(({coordinates:n},a)=>{let o=t.reduce((t,r)=>t+(e[r]-n[r])**2,0);o<r&&(r=o,i=a)}),{distance:t.length?Math.sqrt(r*10/t.length):0,cluster:i}},Sn=e=>{let t=bn(e),n=(t,n)=>{let r=fn(dn(dn(t-e.mean[n])/e.spread[n]),-8,8);return Math.sign(r)*Math.round(Math.abs(r)*16)/16},r=[],i=[];for(let a of t){let t=[n(pn[a].far(e),a),n(0,a)],[o,s]=t.map(t=>Math.min(...e.clusters.map(({coordinates:e})=>Math.abs(t-e[a]))));[r[a],i[a]]=o>=s?t:t.reverse()}let a=[r,...t.map(e=>Object.assign([...r],{[e]:i[e]}))];return Math.max(...a.map(n=>xn(n,t,e.clusters).distance))},Cn=(e,t)=>{let n=fn(t,.1,10),r=Math.max(43830/(n*e.block_minutes),1),i=Math.max(e.block_mean+e.block_scale*(Math.log(r)-.57721566),e.block_max*(1.2-.2*Math.log10(n)),.125),a=1+.3*Math.log2(216/Math.min(e.hours,216))-.15*Math.log2(n);return{distance:Math.min(1.8*i,.9*Sn(e)),caution:Math.max(a,.3)}},wn=({name:e,centre:t,least:n,f:r,below:i},a,o,s)=>{let c=t(a,o),l=i?-1:1;return{middle:c,sign:l,limit:c+l*Math.max(l*(a[e]-c),n(a,o))*(1+(r(o)-1)*s)}},Tn=(e,t)=>{let n=yn(e),{caution:r}=Cn(e,t),i=vn.filter(({sorts:e})=>e.includes(n));return Object.fromEntries(i.map(t=>[t.name,wn(t,e,n,r).limit]).filter(([,e])=>e>0))},En=(e,t,n)=>{let{cycle:r,power:i,extremes:a}=e.facts,o=Tn(un(e.text),e.sensitivity),s=t?.since===void 0?null:Math.max(0,n-t.since)/60,c=[],l=(e,t,n,r,i)=>{let s=a[n];if(s==null)return;let l=n.endsWith(`minutes`)?`minutes`:`watts`,u=o[t]??null;c.push({label:e,unit:l,usual:r,least:0,most:s,alarmBelow:null,alarmAbove:u,now:i})};l(`on_time`,`longest_on`,`longest_on_minutes`,r?.on_minutes??null,t?.on?s:null),l(`off_time`,`longest_off`,`longest_off_minutes`,r?.off_minutes??null,t?.on===!1?s:null);let{least_power_watts:u,greatest_power_watts:d}=a;return u!=null&&d!=null&&c.push({label:`on_power`,unit:`watts`,usual:i.on_watts,least:u,most:d,alarmBelow:o.least_power??null,alarmAbove:o.greatest_power??null,now:t&&(t.on??!r)?t.watts:null}),l(`standby`,`greatest_base`,`greatest_base_watts`,i.standby_watts,t?.on===!1?t.watts:null),c},Dn=e=>{let t=e.alarmAbove??e.most,n=e.alarmBelow??0,r=(t-n)*.15||1,i=e.alarmBelow===null?0:Math.max(0,n-r),a=t+r;return e=>Math.min(Math.max((e-i)/(a-i),0),1)},Z=e=>`${Math.round(e*1e3)/10}%`,On=class extends O{static{this.properties={hass:{attribute:!1},ranges:{attribute:!1}}}render(){return x`<ul>
      ${this.ranges.map(e=>x`<li>${this.#e(e)}</li>`)}
    </ul>`}#e(e){let t=Dn(e),n=t=>(e.unit===`minutes`?H:V)(this.hass,t),r=e.now!==null&&(e.alarmAbove!==null&&e.now>e.alarmAbove||e.alarmBelow!==null&&e.now<e.alarmBelow),i=t(e.least);return x`
      <div class="row between">
        <h4>${j(this.hass,e.label)}</h4>
        ${e.now===null?w:x`<span class=${r?`now beyond`:`now`}
                >${j(this.hass,`now`,{value:n(e.now)})}</span
              >`}
      </div>
      <div class="track" aria-hidden="true">
        ${e.alarmBelow===null?w:x`<i class="alarm" style="left: 0; right: ${Z(1-t(e.alarmBelow))}"></i>`}
        <i class="normal" style="left: ${Z(i)}; right: ${Z(1-t(e.most))}"></i>
        ${e.alarmAbove===null?w:x`<i class="alarm" style="left: ${Z(t(e.alarmAbove))}; right: 0"></i>`}
        ${e.usual===null?w:x`<i class="usual" style="left: ${Z(t(e.usual))}"></i>`}
        ${e.now===null?w:x`<i class=${r?`dot beyond`:`dot`} style="left: ${Z(t(e.now))}"></i>`}
      </div>
      <p class="secondary">${this.#t(e,n)}</p>
    `}#t(e,t){let{usual:n,least:r,most:i,alarmAbove:a,alarmBelow:o}=e,s={value:``,least:t(r),greatest:t(i)},c=[];if(n!==null&&c.push(j(this.hass,`usually`,{value:t(n)})),r>0)c.push(j(this.hass,`between`,s));else{let n=e.unit===`minutes`?`longest`:`greatest`;c.push(j(this.hass,n,{value:t(i)}))}if(a!==null&&o!==null){let e={least:t(o),greatest:t(a)};c.push(j(this.hass,`alarm_outside`,e))}else a!==null&&c.push(j(this.hass,`alarm_above`,{value:t(a)}));return c.join(` · `)}static{this.styles=[F,o`
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
    `]}};customElements.get(`diol-ranges`)??customElements.define(`diol-ranges`,On);var kn=class{#e;#t;#n;#r;#i=0;#a=!1;constructor(e,t,n){this.#e=e,this.#t=t,this.#n=n,e.addController(this)}hostConnected(){this.#a=!0,document.addEventListener(`visibilitychange`,this.#o),this.ask()}hostDisconnected(){this.#a=!1,document.removeEventListener(`visibilitychange`,this.#o),clearTimeout(this.#r)}#o=()=>{document.hidden?clearTimeout(this.#r):this.ask()};async ask(){if(clearTimeout(this.#r),!this.#a||document.hidden)return;let e=++this.#i,t=this.#t();if(t){try{let n=await t;if(e!==this.#i)return;this.data=n,this.error=void 0}catch(t){if(e!==this.#i)return;this.error=t}this.#e.requestUpdate(),this.#a&&!document.hidden&&(this.#r=setTimeout(()=>void this.ask(),this.#n()*1e3))}}reset(){this.data=void 0,this.ask()}},An=(e,t,n)=>{let r=M(e,t,`sensor.status`);return n===`offline`||!r?j(e,`offline`):n===`anomaly`?j(e,`anomaly`):e.formatEntityState(r)},jn=(e,t)=>{if(!t||t.since===void 0)return``;let n=H(e,Math.max(0,Date.now()/1e3-t.since)/60),r=t.on?`on_for`:`off_for`;return j(e,t.begun?r:`${r}_more`,{time:n})},Mn=(e,t,n,r)=>{let i=P(e,t),a=i===`offline`,o=N(e.states[t.power[0]??``]);return x`<div class="header">
    <div class="title">
      ${n?x`<h2>${n}</h2>`:w}
      <span class="status ${Qe(i)}">${An(e,t,i)}</span>
    </div>
    ${a||o===void 0?w:x`<div class="reading">
            <span class="watts">${V(e,o)}</span>
            <span class="secondary">${jn(e,r?.now??null)}</span>
          </div>`}
  </div>`},Nn=(e,t,n,r)=>{if(P(e,t)!==`anomaly`)return w;let i=M(e,t,`sensor.reason`),a=N(M(e,t,`sensor.score`)),o=M(e,t,`event.anomaly`),s=n?.anomalies.find(({end:e})=>e===null),c=Pn(e,o,s?.kind??null);return x`<section class="alarm" role="alert">
    <div>
      ${c?x`<h3>${c}</h3>`:w}
      <p>${i?e.formatEntityState(i):``}</p>
      <p class="secondary">
        ${[s&&j(e,`anomaly_since`,{time:W(e,s.start)}),a!==void 0&&`${j(e,`score`)} ${B(e,a,2)}`].filter(Boolean).join(` · `)}
      </p>
    </div>
    ${t.entities[`button.accept`]?x`<button class="button" @click=${r}>${j(e,`accept`)}</button>`:w}
  </section>`},Pn=(e,t,n)=>{if(!t||!n)return;let r={...t,attributes:{...t.attributes,event_type:n}};return e.formatEntityAttributeValue?.(r,`event_type`)??n},Fn=(e,t,n,r)=>{let i=n.filter(({end:e})=>e!==null).reverse();if(!i.length)return w;let a=M(e,t,`event.anomaly`);return x`<ul class="anomalies">
    ${i.slice(0,3).map(t=>x`<li>
          <button @click=${()=>r(t)}>
            <span class="secondary"
              >${j(e,`anomaly_times`,{start:W(e,t.start),end:W(e,t.end)})}</span
            >
            <span
              >${[Pn(e,a,t.kind),t.reason].filter(Boolean).join(`: `)||j(e,`anomaly`)}</span
            >
          </button>
        </li>`)}
    ${i.length>3?x`<li class="secondary">${j(e,`more_anomalies`,{count:i.length-3})}</li>`:w}
  </ul>`},In=(e,t,n)=>{let r=P(e,t),i=N(M(e,t,`sensor.progress`))??n?.learning?.progress;if(i===void 0||r===`offline`)return w;let a=n?.learning?.ready,o=n?.seen,s=j(e,r===`adapting`?`adapting`:`learning`),c=[];return o&&(c.push([j(e,`watched_for`),H(e,o.hours*60)]),o.cycles&&c.push([j(e,`cycles`),B(e,o.cycles)]),o.on_minutes!=null&&c.push([j(e,`on_time`),H(e,o.on_minutes)]),o.off_minutes!=null&&c.push([j(e,`off_time`),H(e,o.off_minutes)]),c.push([j(e,`on_power`),V(e,o.on_watts)]),o.standby_watts!==void 0&&c.push([j(e,`standby`),V(e,o.standby_watts)])),x`<section class="learning">
    <div class="row between">
      <h3 class="section">${s} <span class="percent">${B(e,i)} %</span></h3>
      <span class="secondary"
        >${a?j(e,`ready_at`,{time:W(e,a)}):j(e,`ready_unknown`)}</span
      >
    </div>
    <progress max="100" value=${i} aria-label=${s}></progress>
    ${c.length?x`<dl>
            ${c.map(([e,t])=>x`<div>
                  <dt>${e}</dt>
                  <dd>${t}</dd>
                </div>`)}
          </dl>`:w}
  </section>`},Ln=(e,t)=>{let{taken:n,model:r}=t;if(!n)return j(e,r?.facts.learning.adapted?`from_other`:`from_own`);let i=[n.version===null?j(e,`from_other`):n.name===null?j(e,`from_removed`):j(e,`from_library`,{name:n.name,version:n.version}),j(e,`mode_${n.mode}`)];return n.changed&&i.push(j(e,`changed`)),i.join(` · `)},Rn=o`
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
`,zn=o`
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
`,Bn=(e,t)=>{let{cycle:n,extremes:r,day:i,learning:a}=t,o=(t,n={})=>j(e,t,n),s=V(e,t.power.on_watts),c=V(e,t.power.standby_watts??0),l=[];if(n){let r=H(e,n.on_minutes);l.push(t.sort===`on_demand`?o(`words_demand`,{on:r,watts:s,standby:c}):o(`words_cycles`,{cycle:H(e,n.cycle_minutes),off:H(e,n.off_minutes),on:r,watts:s,standby:c}),o(`words_use`,{percent:ft(e,n.on_share),starts:pt(e,n.starts_per_hour)}))}else l.push(o(t.sort===`constant`?`words_constant`:`words_hardly`,{watts:s}));let{longest_on_minutes:u,longest_off_minutes:d,greatest_peak_watts:ee}=r;return u!=null&&d!=null&&l.push(o(`words_longest`,{on:H(e,u),off:H(e,d)})),ee!=null&&l.push(o(`words_peak`,{watts:V(e,ee)})),i&&l.push(o(`words_day`,{on:H(e,i.on_minutes),off:H(e,i.off_minutes),watts:V(e,i.mean_watts)})),l.push(o(`words_learnt`,{time:H(e,60*a.hours),interval:H(e,a.interval_seconds/60)})),a.provisional&&l.push(o(`words_provisional`)),a.adapted&&l.push(o(`words_adapted`)),l},Vn=[6,24,168,720],Hn=[`text.model_text`,`select.library_model`,`update.model_update`,`number.sensitivity`],Un=5,Wn=120,Gn=class extends O{static{this.properties={hass:{attribute:!1},plug:{attribute:!1},config:{attribute:!1},_hours:{state:!0},_columns:{state:!0}}}#e=new kn(this,()=>{if(this.hass&&this._columns)return Ve(this.hass,this.plug.entry_id,this.hours,this._columns,this.config.power)},()=>K(this.hours*3600/this._columns,Un,Wn));#t=new kn(this,()=>this.hass?Be(this.hass,this.plug.entry_id):void 0,()=>3600);get hours(){return this._hours??this.config.hours??24}shouldUpdate(e){if(e.size!==1||!e.has(`hass`))return!0;let t=[...Object.values(this.plug.entities),...this.plug.power];return et(e.get(`hass`),this.hass,t)}willUpdate(e){let t=e.get(`hass`),n=e=>t&&e.some(e=>M(t,this.plug,e)!==M(this.hass,this.plug,e));e.has(`plug`)&&e.get(`plug`)!==void 0?e.get(`plug`).entry_id!==this.plug.entry_id&&(this.#e.reset(),this.#t.reset()):n(Hn)&&this.#t.ask(),e.has(`_hours`)?this.#e.reset():(e.has(`_columns`)||n([`binary_sensor.anomaly`,`sensor.status`]))&&this.#e.ask(),e.has(`hass`)&&!t&&this.#t.ask()}#n;#r=[];#i(e){return e!==this.#n&&(this.#n=e,this.#r=ot(e?.facts.clusters??[])),this.#r}#a(e,t={}){return j(this.hass,e,t)}render(){let{hass:e,plug:t}=this,n=this.#e.data,r=this.#t.data,i=r?.model??null,a=this.#i(i);return x`
      ${Mn(e,t,this.config.name??t.name,n)}
      ${Nn(e,t,n,()=>this.#f(`button.accept`))} ${this.#o(r)}
      ${In(e,t,n)} ${this.#s(a)}
      ${i&&this.config.show_normal!==!1?this.#c(i):w}
      ${i&&this.config.show_patterns!==!1?x`<section>
              <div class="row"><h3 class="section">${this.#a(`patterns`)}</h3></div>
              <diol-patterns
                .hass=${e}
                .clusters=${i.facts.clusters}
                .colours=${a}
                .current=${N(M(e,t,`sensor.cluster`))}
              ></diol-patterns>
            </section>`:w}
      ${i&&this.config.show_words!==!1?x`<details>
              <summary>${this.#a(`words`)}</summary>
              <ul>
                ${Bn(e,i.facts).map(e=>x`<li>${e}</li>`)}
              </ul>
            </details>`:w}
      ${this.#l(r)}
    `}#o(e){let t=P(this.hass,this.plug);if(t===`offline`)return x`<p class="note">${this.#a(`offline_text`)}</p>`;if(e?.problem)return x`<p class="note warn" role="alert">${e.problem}</p>`;let n=M(this.hass,this.plug,`sensor.status`)?.attributes.refusal;return typeof n==`string`?x`<p class="note warn" role="alert">${n}</p>`:t===`no_model`?x`<div class="note">
        <p>${this.#a(`no_model_text`)}</p>
        <button class="button" @click=${this.#m}>${this.#a(`learn`)}</button>
      </div>`:w}#s(e){let t=this.#e.data,n=t&&t.power.max.every(e=>e===null),r=H(this.hass,this.hours*60),i=t?.anomalies??[],a=i.map(({start:e,reason:t})=>`${W(this.hass,e)} ${t??``}`).join(`; `),o=this.#a(`chart_label`,{time:r,anomalies:a||this.#a(`no_anomalies`)}),s=Vn.includes(this.config.hours??24)?Vn:[this.config.hours,...Vn];return x`<section class="chart">
      <div class="row between">
        <h3 class="section">${this.#a(`power`)}</h3>
        <div class="ranges-of-time" role="group" aria-label=${this.#a(`range_label`)}>
          ${s.map(e=>x`<button aria-pressed=${e===this.hours} @click=${()=>this._hours=e}>
                ${Vn.includes(e)?this.#a(`range_${e}`):H(this.hass,e*60)}
              </button>`)}
        </div>
      </div>
      ${this.#e.error&&!t?x`<p class="secondary empty">${k(this.#e.error)}</p>`:n?x`<p class="secondary empty">
                ${this.#a(this.plug.power.length?`no_readings`:`no_power`)}
              </p>`:w}
      <diol-chart
        ?hidden=${n||this.#e.error&&!t}
        .hass=${this.hass}
        .history=${t}
        .colours=${e}
        .label=${o}
        @diol-width=${this.#u}
      ></diol-chart>
      ${Fn(this.hass,this.plug,i,e=>this.#d(e))}
    </section>`}#c(e){let t=En(e,this.#e.data?.now??null,Date.now()/1e3);return t.length?x`<section>
      <div class="row between">
        <h3 class="section">${this.#a(`normal`)}</h3>
        ${e.fit===null?w:x`<span class="secondary"
                >${this.#a(`fit`,{percent:ft(this.hass,e.fit/100)})}</span
              >`}
      </div>
      <diol-ranges .hass=${this.hass} .ranges=${t}></diol-ranges>
    </section>`:w}#l(e){let t=M(this.hass,this.plug,`update.model_update`),n=t?.attributes.in_progress===!0,r=P(this.hass,this.plug)===`offline`;return r&&!e?.model?w:x`<div class="footer">
      ${e?.model?x`<p class="secondary">${Ln(this.hass,e)}</p>`:w}
      <div class="row">
        ${t?.state===`on`?x`<button class="button primary" ?disabled=${n} @click=${this.#p}>
                ${n?this.#a(`updating`):this.#a(`update_to`,{version:String(t.attributes.latest_version)})}
              </button>`:w}
        ${e?.model?x`<button class="button" @click=${()=>this.#h({source:this.plug.entry_id})}>
                ${this.#a(`copy`)}
              </button>`:w}
        ${r?w:x`<button class="button" @click=${()=>this.#h({target:this.plug.entry_id})}>
                ${this.#a(`use`)}
              </button>`}
      </div>
    </div>`}#u(e){this._columns=K(Math.ceil(e.detail/120)*120,120,960)}#d(e){let t=this.renderRoot.querySelector(`diol-chart`),{start:n,step:r}=this.#e.data;t._at=Math.max(0,Math.floor((e.start-n)/r)),t.scrollIntoView({block:`nearest`})}#f(e){this.hass.callService(`button`,`press`,{},{entity_id:this.plug.entities[e]})}#p(){let e=this.plug.entities[`update.model_update`];this.hass.callService(`update`,`install`,{},{entity_id:e})}#m(){let e=this.plug.entities[`text.model_text`];this.hass.callService(`diol`,`learn`,{},{entity_id:e})}#h(e){this.dispatchEvent(new CustomEvent(`diol-give`,{detail:e,bubbles:!0,composed:!0}))}static{this.styles=[F,Rn,zn]}};customElements.get(`diol-plug`)??customElements.define(`diol-plug`,Gn);var Q={width:120,height:28},Kn=(e,t,n,r)=>{let i=kt(wt(e)),a=r*e.length,o=e=>K((e-n)/a,0,1)*Q.width;return S`
    ${t.map(({start:e,end:t})=>{let r=o(e);return S`<rect class="span" x=${r} width=${Math.max(2,o(t??n+a)-r)} height=${Q.height} />`})}
    <path d=${yt(e,[]).map(t=>xt(t,e,Q,i)).join(``)} />`},qn=`0 0 ${Q.width} ${Q.height}`,Jn=300,Yn=class extends O{static{this.properties={hass:{attribute:!1},plugs:{attribute:!1},config:{attribute:!1},_open:{state:!0}}}#e=new kn(this,()=>this.hass&&He(this.hass,this.plugs.map(({entry_id:e})=>e)),()=>Jn);shouldUpdate(e){if(e.size!==1||!e.has(`hass`)||this._open)return!0;let t=this.plugs.flatMap(e=>Object.values(e.entities));return et(e.get(`hass`),this.hass,t)}willUpdate(e){let t=e.get(`hass`);(e.has(`plugs`)||t&&this.plugs.some(e=>M(t,e,`binary_sensor.anomaly`)!==M(this.hass,e,`binary_sensor.anomaly`)))&&this.#e.ask()}render(){let e=this.plugs.filter(e=>M(this.hass,e,`update.model_update`)?.state===`on`);return x`<div class="header">
        <div>
          <h2>${this.config.name??j(this.hass,`overview`)}</h2>
          <p class="secondary">${this.#t()}</p>
        </div>
        <div class="row actions">
          ${e.length?x`<button class="button primary" @click=${()=>this.#o(e)}>
                  ${j(this.hass,`update_all`,{count:e.length})}
                </button>`:w}
          <button class="button" @click=${this.#s}>${j(this.hass,`give`)}</button>
        </div>
      </div>
      <ul>
        ${$e(this.hass,this.plugs).map(e=>this.#n(e))}
      </ul>`}#t(){let e=this.plugs.map(e=>P(this.hass,e)),t=(...t)=>e.filter(e=>t.includes(e)).length,n=[[`count_anomalies`,t(`anomaly`)],[`count_offline`,t(`offline`)],[`count_learning`,t(`learning`,`adapting`,`provisional`)]].filter(([,e])=>e).map(([e,t])=>j(this.hass,e,{count:B(this.hass,t)}));return!n.length&&t(`watching`)===this.plugs.length?j(this.hass,`all_well`,{count:B(this.hass,this.plugs.length)}):n.join(` · `)}#n(e){let{hass:t}=this,n=P(t,e),r=this._open===e.entry_id,i=this.#e.data,a=i?.plugs[e.entry_id];return x`<li>
      <button
        class="plug"
        aria-expanded=${r}
        @click=${()=>this._open=r?void 0:e.entry_id}
      >
        <span class="name">
          <span class="title">${e.name}</span>
          <span class="status ${Qe(n)}">${this.#r(e)}</span>
        </span>
        <span class="model secondary">${this.#i(e)}</span>
        <svg viewBox=${qn} preserveAspectRatio="none" aria-hidden="true">
          ${a?Kn(a.power,a.anomalies,i.start,i.step):w}
        </svg>
        ${this.#a(e)}
      </button>
      ${r?x`<div class="open">
              <diol-plug .hass=${t} .plug=${e} .config=${{type:this.config.type,name:``}}></diol-plug>
            </div>`:w}
    </li>`}#r(e){let t=P(this.hass,e),n=M(this.hass,e,`sensor.reason`),r=N(M(this.hass,e,`sensor.progress`)),i=An(this.hass,e,t);return t===`anomaly`&&n?this.hass.formatEntityState(n):r===void 0||t===`offline`?i:`${i} · ${B(this.hass,r)} %`}#i(e){let t=M(this.hass,e,`select.library_model`),n=M(this.hass,e,`update.model_update`);if(!t||t.state===`unavailable`||t.state===`unknown`)return``;let r=this.hass.formatEntityState(t),{version:i}=t.attributes,a=n?.state===`on`?` → ${String(n.attributes.latest_version)}`:``;return i===void 0?r:`${j(this.hass,`from_library`,{name:r,version:String(i)})}${a}`}#a(e){let t=N(M(this.hass,e,`sensor.score`));return t===void 0?x`<span class="score"></span>`:x`<span class="score ${t>1?`above`:``}">
      <span>${B(this.hass,t,2)}</span>
      <i style="--share: ${Math.min(t/2,1)}"></i>
    </span>`}#o(e){let t=e.map(e=>e.entities[`update.model_update`]);this.hass.callService(`update`,`install`,{},{entity_id:t})}#s(){this.dispatchEvent(new CustomEvent(`diol-give`,{detail:{},bubbles:!0,composed:!0}))}static{this.styles=[F,Rn,o`
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
    `]}};customElements.get(`diol-overview`)??customElements.define(`diol-overview`,Yn);var Xn=`custom:diol-card`,Zn=()=>A(document.documentElement.lang||`en`),Qn=()=>({schema:[{name:`entity`,selector:{entity:{filter:{integration:`diol`,domain:`binary_sensor`}}}},{name:`name`,selector:{text:{}}},{name:``,type:`grid`,schema:[{name:`hours`,default:24,selector:{select:{mode:`dropdown`,options:[6,24,168,720].map(e=>({value:e,label:Zn()[`range_${e}`]}))}}},{name:`power`,selector:{entity:{filter:{domain:`sensor`,device_class:`power`}}}}]},...[`show_normal`,`show_patterns`,`show_words`].map(e=>({name:e,default:!0,selector:{boolean:{}}}))],computeLabel:({name:e})=>Zn()[`edit_${e}`],computeHelper:({name:e})=>Zn()[`edit_${e}_help`],assertConfig:e=>{if(e.entity!==void 0&&typeof e.entity!=`string`)throw Error(`entity`)}}),$n=(e,t)=>e.entities[t]?.platform===`diol`,er=(e,t)=>{let n=e.entities[t]?.device_id;if(n)return Object.values(e.entities).find(e=>e?.device_id===n&&e.platform===`diol`&&e.entity_id.startsWith(`binary_sensor.`))?.entity_id},tr=(e,t)=>{let n=e.states[t]?.attributes.device_class===`power`,r=$n(e,t)||n?er(e,t):void 0;return r?{config:{type:Xn,entity:r}}:null},nr=e=>{let t=Object.keys(e.entities).find(t=>t.startsWith(`binary_sensor.`)&&$n(e,t));return t?{type:Xn,entity:t}:{type:Xn}},rr,$,ir=e=>($&&rr===e.entities||(rr=e.entities,$=ze(e).then(({plugs:e})=>e),$.catch(()=>$=void 0)),$),ar=(e,t)=>e.find(e=>Object.values(e.entities).includes(t))??e.find(e=>e.power.includes(t)),or=class extends O{static{this.properties={hass:{attribute:!1},dark:{type:Boolean,reflect:!0},_config:{state:!0},_plugs:{state:!0},_wrong:{state:!0},_begun:{state:!0}}}#e;static{this.getConfigForm=Qn}static{this.getStubConfig=nr}setConfig(e){if(e.entity!==void 0&&typeof e.entity!=`string`)throw Error(`entity has to be an entity of DIoL, or to be left out for all plugs`);if(e.hours!==void 0&&!(Number(e.hours)>0&&Number(e.hours)<=8784))throw Error(`hours has to be a number from 0.01 to 8784`);this._config=e.hours===void 0?e:{...e,hours:Number(e.hours)},this._begun??=[]}getCardSize(){return this._config?.entity?10:6}getGridOptions(){return{columns:12,rows:`auto`,min_columns:6}}willUpdate(e){this.hass&&e.has(`hass`)&&(this.dark=this.hass.themes.darkMode===!0,this.hass.entities!==this.#e&&(this.#e=this.hass.entities,this.#t()))}async#t(){try{let e=await ir(this.hass);JSON.stringify(e)!==JSON.stringify(this._plugs)&&(this._plugs=e),this._wrong=void 0}catch(e){this._wrong=k(e)}}render(){let{hass:e,_config:t,_plugs:n}=this;return!e||!t?w:x`<ha-card @diol-give=${this.#i}>
      ${this._wrong?x`<p role="alert">${this._wrong}</p>`:n?this.#n(e,t,n):x`<p class="secondary loading">${j(e,`loading`)}</p>`}
    </ha-card>`}#n(e,t,n){let r=t.entity?ar(n,t.entity):void 0;if(t.entity&&!r)return x`<p role="alert">${j(e,`not_found`,{entity:t.entity})}</p>`;if(!n.length)return this.#r(e);let i=r&&t.power?{...r,power:[t.power]}:r;return x`${i?x`<diol-plug .hass=${e} .plug=${i} .config=${t}></diol-plug>`:x`<diol-overview .hass=${e} .plugs=${n} .config=${t}></diol-overview>`}
      <diol-jobs .hass=${e} .only=${r&&{plug:r.entry_id,begun:this._begun}}></diol-jobs>
      <diol-give .hass=${e} .plugs=${n} @diol-given=${this.#a}></diol-give>`}#r(e){return x`<div class="nothing">
      <h2>${j(e,`no_plugs`)}</h2>
      <p class="secondary">${j(e,`no_plugs_text`)}</p>
      <a class="button" href="/config/integrations/integration/diol">${j(e,`add_plug`)}</a>
    </div>`}#i(e){this.renderRoot.querySelector(`diol-give`)?.open(e.detail)}#a(e){this._begun=[...this._begun,e.detail]}static{this.styles=[ct,F,o`
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
    `]}},sr=`custom:diol-card`,cr=class extends HTMLElement{static async generate(e,t){let n=A(t.locale.language),r=(await ir(t)).filter(e=>e.entities[`binary_sensor.anomaly`]).map(e=>({type:`grid`,cards:[{type:sr,entity:e.entities[`binary_sensor.anomaly`],grid_options:{columns:`full`}}]})),i=[{title:n.overview,path:`overview`,icon:`mdi:power-socket-de`,type:`sections`,max_columns:2,sections:[{type:`grid`,column_span:2,cards:[{type:sr,grid_options:{columns:`full`}}]}]}];if(r.length){let e=n.appliances;i.push({title:e,path:`appliances`,icon:`mdi:chart-bell-curve`,type:`sections`,max_columns:3,sections:r})}return{title:`DIoL`,views:i}}static getCreateSuggestions(){return{title:`DIoL`,icon:`mdi:chart-bell-curve`}}};if(!customElements.get(`diol-card`)){customElements.define(`diol-card`,or),customElements.define(`ll-strategy-dashboard-diol`,cr);let e=A(document.documentElement.lang||navigator.language);(window.customCards??=[]).push({type:`diol-card`,name:`DIoL`,description:e.card_description,preview:!0,documentationURL:`https://github.com/OWNER/diol/blob/main/docs/card.md`,getEntitySuggestion:tr}),(window.customStrategies??=[]).push({type:`diol`,strategyType:`dashboard`,name:`DIoL`,description:e.strategy_description,documentationURL:`https://github.com/OWNER/diol/blob/main/docs/card.md`})}