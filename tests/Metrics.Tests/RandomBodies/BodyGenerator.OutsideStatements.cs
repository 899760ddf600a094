namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Statements that are beyond the followed language, or at its edge.</content>
internal sealed partial class BodyGenerator
{
    private void OutsideStatement(List<string> lines)
    {
        // Its parts are plain, since most are written and not used.
        var left = _outsideLeft;
        _outsideLeft = 0;
        switch (_random.Next(6))
        {
            case 0:
                OddLoop(lines);
                break;
            case 1:
                Aliased(lines);
                break;
            case 2:
                Stateful(lines);
                break;
            case 3 or 4:
                Checked(lines);
                break;
            default:
                OddForm(lines);
                break;
        }

        _outsideLeft = left;
    }

    // Loops whose counter or bound is no integer, or changes in the body, and those that only conditions end.
    private void OddLoop(List<string> lines)
    {
        var (v, i, m) = (Fresh("v"), Fresh("i"), Fresh("m"));
        var add = Pick($"{v} = {v} + {Number(1)};", $"{v} += x.mean() * {i};", $"{v} = {v} * 0.5 + {i};", $"{v} += (w * {i}).sum();");
        lines.Add($"Tensor {v} = {Pick("0.0", "w.sum()", "torch.zeros(1)")};");
        lines.AddRange(Pick<string[]>(
            [$"for (int {i} = 0; {i} < n * 0.5; {i}++) {add}"],
            [$"for (double {i} = 0; {i} < {Double(0)}; {i} += 0.25) {{ {add} if ({i} > 3) break; }}"],
            [$"for (float {i} = 0; {i} <= 1; {i} += 0.5f) {add}"],
            [$"for (byte {i} = 0; {i} < Math.Min(n, 4); {i}++) {add}"],
            [$"for (sbyte {i} = 3; {i} >= 0; {i}--) {add}"],
            [$"for (int {i} = 0, {m} = c; {i} < {m}; {i}++, {m}--) {add}"],
            [$"int {i};", $"for ({i} = 0; {i} < c; {i}++) {add}", $"{v} += {i};"],
            [$"var {m} = 4;", $"for (int {i} = 0; {i} < {m}; {i}++) {{ {add} {m}--; }}"],
            [$"for (int {i} = 0; {i} < 6; {i}++) {{ {add} if (on) {i}++; }}"],
            [$"for (int {i} = 0; {i} < n; {i}++) {{ {i} += 1; {add} }}"],
            [$"for (int {i} = 0; {i} != c; {i}++) {add}"],
            [$"for (int {i} = 0; ; {i}++) {{ if ({i} >= n) break; {add} }}"],
            [$"for (int {i} = n; {i}-- > 0;) {add}"],
            [$"for (var {i} = 0; {i} < n && on; {i}++) {add}"],
            [$"for (var {i} = 1; {i} < 10; {i} *= 2) {add}"],
            [$"for (uint {i} = 0; {i} < (uint)n; {i}++) {add}"],
            [$"for (char {i} = 'a'; {i} < 'd'; {i}++) {add}"],
            [$"for (var {i} = 0; {i} < a; {i}++) {add}"],
            [$"for (var {i} = 0; {i} < x.shape[1]; {i}++) {add}"],
            [$"for (long {i} = 0; {i} < Math.Min(2, x.shape[0]); {i}++) {add}"],
            [$"for (var {i} = 0; {i} < ds.Length; {i}++) {v} += w.mean() * ds[{i}];"],
            [$"for (var {i} = 0; {i} <= c; {i} += 3) {add}"],
            [$"for (var {i} = 0; {i} < c; {i} += Math.Max(1, n)) {add}"],
            [$"for (var {i} = c; {i} > -c; {i} -= 2) {add}"],
            [$"var {i} = 0;", $"while ({i} < n) {{ {i}++; {add} }}"],
            [$"var {i} = 0;", $"while (true) {{ {i}++; {add} if ({i} > c) break; }}"],
            [$"var {i} = 0;", $"do {{ {add} }} while (++{i} < n);"],
            [$"var {i} = 5;", $"while ({i} --> 2) {add}"],
            [$"foreach (byte {i} in ks) {add}"],
            [$"foreach (long {i} in ks) {add}"],
            [$"foreach (float {i} in ks) {add}"],
            [$"foreach (int {i} in new[] {{ 1L, 2L, big }}) {add}"],
            [$"foreach (Metres {i} in ks) {v} += x.mean() * {i};"],
            [$"foreach (var ({i}, {m}) in new[] {{ (1, 2.0), (n, 0.5) }}) {{ {add} {v} += {m}; }}"],
            [$"foreach (var ({i}, {m}) in ks.Zip(ds)) {{ {add} {v} += {m} * w.sum(); }}"],
            [$"foreach (var {m} in mode) {{ var {i} = {m} - 'a'; {add} }}"],
            [$"foreach (var {m} in new Dictionary<int, double> {{ [1] = 2, [3] = a }}) {{ var {i} = {m}.Value * {m}.Key; {add} }}"],
            [$"foreach (var {i} in new HashSet<int> {{ 2, 3, 2 }}) {add}"],
            [$"foreach (var {i} in new SortedSet<int>(ks)) {add}"],
            [$"foreach (var {i} in ks.Where(k => k > 1)) {add}"],
            [$"foreach (var {i} in ks.OrderBy(k => k).Distinct()) {add}"],
            [$"foreach (var {i} in ks.Select((k, q) => k * q)) {add}"],
            [$"foreach (var {i} in ks[1..]) {add}"],
            [$"foreach (var {i} in ks.Reverse<int>()) {add}"],
            [$"foreach (var {i} in Steps(3)) {add}"],
            [$"foreach (var {i} in Enumerable.Range(0, 3).Select(k => k * a)) {add}"],
            [$"foreach (var {i} in stackalloc int[] {{ 1, n }}) {add}"],
            [$"foreach (var {m} in new[] {{ w, x[.., 0] }}) {v} += {m}.sum();"],
            [$"foreach (var {m} in new List<Tensor> {{ w.sum(), x.max() }}) {v} += {m};"],
            [$"foreach (var {m} in x.unbind(1)) {v} += {m}.mean();"],
            [$"for (var {i} = 0; {i} < 4; {i}++)",
                $"{{ switch ({i}) {{ case 1: continue; case 3: break; default: {add} break; }} {v} += {i}; }}"],
            [$"for (var {i} = 0; {i} < 4; {i}++) {{ if ({i} == 2) {{ continue; }} else if ({i} == c) break; {add} }}"],
            [$"for (var {i} = 0; {i} < 3; {i}++) for (var {m} = {i}; {m} < 3; {m}++) {{ if ({m} == n) break; {add} }}"],
            [$"for (var {i} = 0; {i} < 3; {i}++) {{ {add} if (on && {i} == 1) return {v}; }}"],
            [$"var {i} = 0;", $"again{v}: {add}", $"if (++{i} < c) goto again{v};"],
            [$"for (var {i} = 0; {i} < 2; {i}++) {{ foreach (var {m} in ks) {{ if ({m} > 2) continue; {add} }} }}"]));
        Add(v, Kind.Number);
    }

    private void OddForm(List<string> lines)
    {
        var (v, i) = (Fresh("v"), Fresh("i"));
        var (one, two) = (Number(1), Number(1));
        lines.AddRange(Pick<string[]>(
            [$"Tensor {v} = w.sum();",
                $"switch (n) {{ case 0: {v} = {one}; goto case 2; case 1: {v} += 1; break; case 2: {v} += 2; break; }}"],
            [$"Tensor {v} = w.sum();",
                $"switch (mode) {{ case \"sum\": goto default; case \"max\": {v} = {one}; break; default: {v} += 2; break; }}"],
            [$"Tensor {v} = w.sum();", $"switch (n) {{ default: {v} = {one}; break; case 1: {v} += 2; break; }}"],
            [$"Tensor {v} = w.sum();",
                $"switch (n) {{ case > 2 when on: {v} = {one}; break; case var k when k < 1: {v} *= k + 2; break; }}"],
            [$"Tensor {v} = w.sum();", $"switch (on, n) {{ case (true, > 1): {v} = {one}; break; case (false, _): {v} = {two}; break; }}"],
            [$"Tensor {v} = w.sum();", $"switch (n) {{ case 1: if (on) break; {v} = {one}; break; case 2: {v} = {two}; break; }}"],
            [$"Tensor {v} = w.sum();", $"switch (small) {{ case 200: {v} = {one}; break; case byte.MaxValue: {v} = {two}; break; }}"],
            [$"Tensor {v} = w.sum();", $"switch (name) {{ case null: {v} = {one}; break; case \"mean\": {v} = {two}; break; }}"],
            [$"Tensor {v} = w.sum();", $"switch (a) {{ case 0.5: {v} = {one}; break; case > 1: {v} = {two}; break; }}"],
            [$"Tensor {v} = w.sum();", $"try {{ {v} = {one}; }} finally {{ {v} += 1; }}"],
            [$"Tensor {v} = w.sum();", $"try {{ {v} = {v} * ks[n]; }} catch (IndexOutOfRangeException) {{ {v} = {two}; }}"],
            [$"Tensor {v} = w.sum();", $"try {{ if (n > 2) throw new ArgumentException(); }} catch (ArgumentException) {{ {v} = {two}; }}"],
            [$"Tensor {v};", $"lock (mode) {{ {v} = {one}; }}"],
            [$"Tensor {v};", $"unchecked {{ {v} = w.sum() * (int.MaxValue + n); }}"],
            [$"Tensor {v};", $"checked {{ {v} = w.sum() * (byte)(small + n); }}"],
            [$"Tensor {v};", $"{{ var {i} = {one}; {v} = {i}; }}"],
            [$"Tensor {v};", $"if (on) {v} = {one}; else {v} = {two};"],
            [$"Tensor {v}, {i} = w.sum();", $"{v} = {i} = {one};", $"{v} += {i};"],
            [$"const int {i} = 3;", $"var {v} = w.sum() * {i};"],
            [$"const double {i} = 1 / 2;", $"var {v} = w.sum() * {i};"],
            [$"using var {i} = NewDisposeScope();", $"var {v} = ({one}).MoveToOuterDisposeScope();"],
            [$"using var {i} = no_grad();", $"var {v} = {one};"],
            [$"Tensor {v};", $"using (var {i} = no_grad()) {{ {v} = {one}; }}"],
            [$"Tensor {v};", $"using (no_grad()) {v} = {one};"],
            [$"using var {i} = w.abs();", $"var {v} = {i}.sum();"],
            [$"var {i} = w.abs();", $"var {v} = {i}.sum();", $"{i}.Dispose();"],
            [$"if (n > 3) goto end{v};", $"w = w * 2;", $"end{v}:", $"var {v} = w.sum();"],
            [$"if (on) return {one};", $"var {v} = {two};"],
            [$"if (!on) return w.mean();", $"else w = w.abs();", $"var {v} = {two};"],
            [$"if (n == 1) {{ if (on) return {one}; w = w + 1; }}", $"var {v} = w.sum();"],
            [$"if (w.sum().to_type(float64).item<double>() > 1.2345) return {one};", $"var {v} = {two};"],
            [$"if (w is null) throw new ArgumentNullException(nameof(w));", $"var {v} = {two};"],
            [$"ArgumentNullException.ThrowIfNull(mode);", $"var {v} = {two};"],
            [$"if (on && maybe is {{ }} {i}) w = w * {i};", $"var {v} = w.sum();"],
            [$"if (n is var {i} && {i} > 1) {{ w = w * {i}; }}", $"var {v} = w.sum();"],
            [$"if (mode is \"sum\" and {{ Length: var {i} }}) w = w + {i};", $"var {v} = w.sum();"],
            [$"var {i} = ks is [var first{v}, .. var rest{v}] ? first{v} + rest{v}.Length : 0;",
                $"var {v} = w.sum() * {i};"],
            [$"int[] {i} = [1, 2, .. ks];", $"var {v} = w.sum() * {i}.Length;"],
            [$"int[] {i} = [n, 2, c];", $"var {v} = w.sum() * {i}[^1] * {i}[0];"],
            [$"Span<int> {i} = stackalloc int[2];", $"{i}[0] = n;", $"var {v} = w.sum() * {i}[0];"],
            [$"double[] {i} = [a, b];", $"var {v} = (x[.., ..2] * tensor({i})).sum();"],
            [$"var {i} = x.shape;", $"var {v} = x.sum() / {i}[0] * {i}[1];"],
            [$"var ({i}, m{v}) = (x.shape[0], x.shape[1]);", $"var {v} = x.sum() / {i} * m{v};"],
            [$"long {i} = yTrue.shape[0];", $"{i} -= 1;", $"var {v} = x.sum() / {i};"],
            [$"Tensor {i} = yTrue.shape[0];", $"var {v} = {i} / 4;"],
            [$"Scalar {i} = yTrue.shape[0];", $"var {v} = x.mean() * {i};"],
            [$"Scalar {i} = {Int(0)};", $"var {v} = x.mean() * {i};"],
            [$"double {i} = x.shape[0];", $"{i} /= 3;", $"var {v} = x.sum() / {i};"],
            [$"int {i} = (int)x.shape[0] / 2;", $"var {v} = x.sum() * {i};"],
            [$"var {i} = x.shape[0] > 4 ? w.sum() : w.max();", $"var {v} = {i} * 2;"],
            [$"var {v} = torch.zeros(3, dtype: x.dtype);", $"{v} = ({v} + x.sum(dim: 0)).sum();"],
            [$"Tensor {i} = on ? w : ones(1);", $"var {v} = {i}.sum() + ({i} * x[.., 0]).sum();"],
            [$"Tensor {i} = 1.0;", $"if (on) {i} = w;", $"var {v} = {i}.mean();"],
            [$"Tensor {i} = w;", $"if (n > 2) {i} = torch.ones(1);", $"var {v} = {i}.sum();"],
            [$"Tensor? {i} = null;", $"foreach (var k in ks) {i} = {i} is null ? w * k : {i} + w;", $"var {v} = {i}!.sum();"],
            [$"Tensor? {i} = null;", $"for (var k = 0; k < c; k++) {i} = {i} ?? w * k;", $"var {v} = {i}!.sum();"],
            [$"var {i} = w;", $"for (var k = 0; k < n; k++) {i} = {i}.unsqueeze(1).squeeze(1) * 0.5;", $"var {v} = {i}.sum();"],
            [$"var {i} = x;", $"for (var k = 0; k < n; k++) {i} = {i}.T;", $"var {v} = (n % 2 == 0 ? {i} : {i}.T).amax(1).sum();"],
            [$"var {i} = w;", $"for (var k = 0; k < n; k++) {i} = k == 0 ? x[.., 0] : {i} * 0.5;", $"var {v} = {i}.sum();"],
            [$"var {v} = w.sum();", $"for (var k = 0; k < n; k++) {v} = {v} * 0.5 + (w * k).sum() / (k + 1);"],
            [$"var {v} = w.sum();", $"_ = {one};", $"_ = n++;", $"{v} *= n;"],
            [$"var {v} = w.sum();", $"Console.Out.Flush();"],
            [$"var {v} = w.sum();", ";", "{ }", $"if (on) {{ }} else {v} *= 2;"],
            [$"var {v} = ({one}, {two}) is var ({i}, _) ? {i} : w.sum();"],
            [$"var {v} = w.sum();", $"if (n > 1) n = 0; else {{ n++; }}", $"{v} *= n;"]));
        Add(v, Kind.Number);
    }
}
