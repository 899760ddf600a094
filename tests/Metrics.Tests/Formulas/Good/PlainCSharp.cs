using System;
using System.Collections.Generic;
using System.Linq;
using Gen;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Formulas;

// Statements and expressions of C# around the rows.

// inputs: x real(3); k labels(4)
// config: n = 3; on = true; v = 2.5; v2 = 1.5; s = "a"; w = new double[] { 1, 2, 3 }
public static partial class PlainCSharp
{
    [Metric] public static Tensor Shadow(Tensor x, int n)
    {
        var t = x.sum();
        if (n > 2) { var u = t * 2; t = u; }
        else { var u = t * 3; t = u; }
        return t;
    }

    [Metric] public static Tensor EarlyInLoopless(Tensor x, int n, bool on)
    {
        if (on && n > 1) return x.mean();
        if (n > 5) return x.sum();
        return x.max();
    }

    [Metric] public static Tensor Ternary(Tensor x, int n, bool on) => (on ? n : Twice(n)) * x.sum();
    private static int Twice(int n) => n * 2;

    [Metric] public static Tensor LocalFn(Tensor x, int n)
    {
        var c = 2;
        Tensor F(Tensor t) => t * c;
        var a = F(x).sum();
        c = 5;
        return a + F(x).sum();
    }

    [Metric] public static Tensor NestedLocal(Tensor x, int n)
    {
        Tensor G(Tensor t, int k) { var r = t; for (var i = 0; i < k; i++) r = r + t; return r; }
        return G(x, n).mean() + G(x, 2).sum();
    }

    [Metric] public static Tensor Coalesce(Tensor x, double? v2) => x.sum() * (v2 ?? 3.0);

    [Metric] public static Tensor SwitchStr(Tensor x, string s) => s switch { "a" or "b" => x.mean(), "c" => x.sum(), _ => x.max() };

    [Metric] public static Tensor Weights(Tensor x, double[] w) => (x * tensor(w, dtype: x.dtype)).sum();

    [Metric] public static Tensor WLoop(Tensor x, double[] w)
    {
        var t = x.sum() * 0;
        for (var i = 0; i < w.Length; i++) t = t + (x[.., i] * w[i]).sin().sum();
        return t;
    }

    [Metric] public static Tensor DownCast(Tensor x, double v) => x.sum() * (int)v + (long)(v * 3.7);

    [Metric] public static Tensor IntDiv(Tensor x, Tensor k, int n) => x.sum() / (k.shape[0] / 2 + 1) + (k.shape[0] % 3);

    [Metric] public static Tensor CastCount(Tensor x, Tensor k) => x.sum() / (float)k.shape[0] + (int)k.shape[0];

    [Metric] public static Tensor KSum(Tensor x, Tensor k) => k.sum() / k.shape[0];
    [Metric] public static Tensor KSumF(Tensor x, Tensor k) => k.sum().div(k.shape[0]);
    [Metric] public static Tensor KRem(Tensor x, Tensor k) => k.sum().remainder(3) + k.sum() % 2;
    [Metric] public static Tensor KFloor(Tensor x, Tensor k) => k.sum().floor_divide(3);
    [Metric] public static Tensor KMax(Tensor x, Tensor k) => k.max() * k.min() + k.eq(1).sum();
    [Metric] public static Tensor KAny(Tensor x, Tensor k) => k.eq(1).any().to_type(int64) + k.ge(0).all().to_type(int32);
    [Metric] public static Tensor KMean(Tensor x, Tensor k) => k.to_type(float32).mean();
    [Metric] public static Tensor KProd(Tensor x, Tensor k) => (k % 2 + 1).prod();
    [Metric] public static Tensor KScalarMul(Tensor x, Tensor k) { Scalar c = k.shape[0]; return k.sum() * c; }
    [Metric] public static Tensor KNum(Tensor x, Tensor k) => x.sum() / k.numel() + x.numel();
    [Metric] public static Tensor Pow(Tensor x, int n) => x.abs().pow(n).mean().pow(1.0 / n);
    [Metric] public static Tensor MathFn(Tensor x, double v, int n) => x.mean() * Math.Sqrt(v) + Math.Max(n, 2) + Math.Floor(v);
    [Metric] public static Tensor Str(Tensor x, string s) => x.sum() * s.Length + (s == "a" ? 1 : 0) + (s.Contains('a') ? 1 : 0);
    [Metric] public static Tensor Tuple1(Tensor x, int n) { var t = (a: n, b: x.sum()); return t.b * t.a; }
    [Metric] public static Tensor Tuple2(Tensor x, int n) { (long a, double b) = (n, n / 2); return x.sum() * a + b; }
    [Metric] public static Tensor Tuple3(Tensor x, int n) { (double a, Tensor b) = (n / 2, x.sum()); return b * a; }
    [Metric] public static Tensor Tuple4(Tensor x, int n) { (double a, double b) t = (n, 3); return x.sum() * (t.a / 2) + t.b; }
    [Metric] public static Tensor Swap(Tensor x, int n) { int a = n, b = 5; (a, b) = (b, a); return x.sum() * a - b; }
    [Metric] public static Tensor Nullable(Tensor x, int n)
    {
        int? q = null;
        if (n > 2) q = n;
        return x.sum() * (q ?? 7) + (q.HasValue ? 1 : 0);
    }
    [Metric] public static Tensor Pat(Tensor x, double v) => v is > 1 and < 3 ? x.mean() : x.sum();
    [Metric] public static Tensor PatVar(Tensor x, double? v2) => v2 is { } q ? x.mean() * q : x.sum();
    [Metric] public static Tensor Checked1(Tensor x, int n) => x.sum() * checked(n * 2);
    [Metric] public static Tensor Decimal1(Tensor x, int n) { decimal d = n / 3m; return x.sum() * (double)d; }
    [Metric] public static Tensor Char1(Tensor x, string s) => x.sum() * (s[0] - 'Z');
    [Metric] public static Tensor Const1(Tensor x) { const int c = 3; return x.sum() * c / 2; }
    [Metric] public static Tensor UIntM(Tensor x, int n) { uint u = (uint)n; u = u - 5; return x.mean() + u % 7; }
    [Metric] public static Tensor Neg(Tensor x, int n) { var m = -n; return x.sum() * m + ~n + (n << 2) + (n >> 1); }
    [Metric] public static Tensor BoolLogic(Tensor x, bool on, int n) { var b = on ^ (n > 2); return b | !on ? x.sum() : x.mean(); }
    [Metric] public static Tensor ListInit(Tensor x)
    {
        var l = new List<Tensor> { x.sum(), x.mean() };
        l.Add(x.max());
        return stack(l) * l.Count;
    }
    [Metric] public static Tensor ArrInit(Tensor x) { Tensor[] a = [x.sum(), x.mean()]; return stack(a)[1] + a[0] + a.Length; }
    [Metric] public static Tensor RangeSel(Tensor x, int n) =>
        stack(Enumerable.Range(0, n).Select(i => (x * i).sin().mean()).ToList()).sum();
    [Metric] public static Tensor ForStep(Tensor x, int n) { var t = x.sum(); for (var i = 0; i < n; i += 1) t = t * 0.5 + i; return t; }
    [Metric] public static Tensor HostAcc(Tensor x, int n) { var c = 0.0; for (var i = 1; i <= n; i++) c += 1.0 / i; return x.sum() * c; }
    [Metric] public static Tensor HostAccByte(Tensor x, int n) { byte c = 100; for (var i = 1; i <= n; i++) c += 100; return x.sum() * c; }
    [Metric] public static Tensor NestAcc(Tensor x, int n)
    {
        var t = x.sum() * 0;
        for (var i = 0; i < n; i++) { Tensor u = 0.0; for (var j = 0; j < n; j++) u = u + x[.., j] * (i + 1); t = t + u.abs().mean(); }
        return t;
    }
    [Metric] public static Tensor Interp(Tensor x, int n) { if (n < 0) throw new ArgumentException($"bad {n}"); return x.sum(); }
    [Metric] public static Tensor Discard(Tensor x, int n) { _ = x.sum(); return x.mean(); }
    [Metric] public static Tensor NamedArgs(Tensor x) => x.sum(dim: 0, keepdim: true).mean() + torch.sum(input: x, dim: 1).max();
    [Metric] public static Tensor Default1(Tensor x, int n = 4) => x.sum() * n;
    [Metric] public static Tensor UseHelperDefault(Tensor x) => H(x, c: 3);
    private static Tensor H(Tensor t, double b = 2, double c = 5) => (t * b).sum() + c;
    [Metric] public static Tensor StaticArr(Tensor x) => x.sum() * s_w[1] + s_w.Length;
    private static readonly int[] s_w = { 3, 4 };
    private const double F = 0.5;
    [Metric] public static Tensor ConstF(Tensor x) => x.mean() * F;
}
