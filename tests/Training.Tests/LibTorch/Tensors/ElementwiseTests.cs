using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class ElementwiseTests : IDisposable
{
    private static readonly double[] Values = [0.1, 0.25, 0.5, 0.9];

    private static readonly Dictionary<string, (Func<Tensor, Tensor> Function, Func<double, double> Expected)> Table = new()
    {
        ["tan"] = (tan, Math.Tan),
        ["asin"] = (asin, Math.Asin),
        ["acos"] = (acos, Math.Acos),
        ["atan"] = (atan, Math.Atan),
        ["sinh"] = (sinh, Math.Sinh),
        ["cosh"] = (cosh, Math.Cosh),
        ["asinh"] = (asinh, Math.Asinh),
        ["acosh"] = (x => acosh(x + 1), v => Math.Acosh(v + 1)),
        ["atanh"] = (atanh, Math.Atanh),
        ["arcsin"] = (x => x.arcsin() + x.arccos() + x.arctan(), v => Math.Asin(v) + Math.Acos(v) + Math.Atan(v)),
        ["arcsinh"] = (x => x.arcsinh() - x.arctanh() + (x + 1).arccosh(), v => Math.Asinh(v) - Math.Atanh(v) + Math.Acosh(v + 1)),
        ["atan2"] = (x => atan2(x, x - 1), v => Math.Atan2(v, v - 1)),
        ["arctan2"] = (x => x.arctan2(x - 1) - x.arctan(x - 1) + x, v => v),
        ["hypot"] = (x => hypot(x, x + 1), v => Math.Sqrt(v * v + (v + 1) * (v + 1))),
        ["deg2rad"] = (deg2rad, v => v * Math.PI / 180),
        ["rad2deg"] = (rad2deg, v => v * 180 / Math.PI),
        ["sinc"] = (sinc, v => Math.Sin(Math.PI * v) / (Math.PI * v)),
        ["log2"] = (log2, Math.Log2),
        ["log10"] = (log10, Math.Log10),
        ["exp2"] = (exp2, v => Math.Pow(2, v)),
        ["logaddexp"] = (x => logaddexp(x, 2 * x), v => Math.Log(Math.Exp(v) + Math.Exp(2 * v))),
        ["logaddexp2"] = (x => logaddexp2(x, 2 * x), v => Math.Log2(Math.Pow(2, v) + Math.Pow(2, 2 * v))),
        ["erfc"] = (x => erfc(x) + erf(x), _ => 1),
        ["erfinv"] = (x => erf(x.erfinv()), v => v),
        ["lgamma"] = (x => exp(lgamma(x + 1) - lgamma(x)), v => v),
        ["digamma"] = (x => digamma(x + 1) - digamma(x), v => 1 / v),
        ["polygamma"] = (x => polygamma(x, 1) - polygamma(x + 1, 1), v => 1 / (v * v)),
        ["logit"] = (x => logit(x), v => Math.Log(v / (1 - v))),
        ["logit eps"] = (x => logit(x, 0.3), v => Math.Log(Math.Clamp(v, 0.3, 0.7) / (1 - Math.Clamp(v, 0.3, 0.7)))),
        ["xlogy"] = (x => xlogy(x, x + 1), v => v * Math.Log(v + 1)),
        ["xlogy number"] = (x => x.xlogy(3), v => v * Math.Log(3)),
        ["xlogy zero"] = (x => xlogy(x * 0, x * 0), _ => 0),
        ["float_power"] = (x => float_power(x, x), v => Math.Pow(v, v)),
        ["ldexp"] = (x => ldexp(x, tensor(3)), v => v * 8),
        ["trunc"] = (x => trunc(x * -10) + (10 * x).fix(), _ => 0),
        ["frac"] = (x => frac(-3 * x), v => -3 * v - Math.Truncate(-3 * v)),
        ["sgn"] = (x => sgn(x - 0.25), v => Math.Sign(v - 0.25)),
        ["negative"] = (x => negative(x) + absolute(-2 * x), v => v),
        ["positive"] = (positive, v => v),
        ["heaviside"] = (x => (x - 0.25).heaviside(Numbers.Doubles(7)), v => v < 0.25 ? 0 : v > 0.25 ? 1 : 7),
        ["copysign"] = (x => copysign(x, x - 0.3), v => v < 0.3 ? -v : v),
        ["lerp"] = (x => lerp(x, x + 4, Numbers.Doubles(0.25)), v => v + 1),
        ["addcmul"] = (x => addcmul(x, x, x, 2), v => v + 2 * v * v),
        ["addcdiv"] = (x => addcdiv(x, x, x + 1, 2) + x.addcdiv(x, x + 1), v => 2 * v + 3 * v / (v + 1)),
        ["clip"] = (x => clip(x, 0.2, 0.6) + x.clamp(min: Numbers.Doubles(0.3)), v => Math.Clamp(v, 0.2, 0.6) + Math.Max(v, 0.3)),
        ["clamps"] = (x => clamp_min(x, 0.3) - clamp_max(x, 0.3), v => Math.Abs(v - 0.3)),
        ["threshold"] = (x => x.threshold(0.3, 5), v => v > 0.3 ? v : 5),
        ["renorm"] = (x => x.unsqueeze(1).renorm(1, 0, 0.3f).ravel(), v => Math.Min(v, 0.3)),
        ["fmod"] = (x => fmod(-10 * x, 3) + (-10 * x).fmod(x + 1), v => -10 * v % 3 + -10 * v % (v + 1)),
        ["remainder"] = (x => remainder(-10 * x, 3), v => -10 * v - 3 * Math.Floor(-10 * v / 3)),
        ["modulus"] = (x => x * 10 % 3 + x * 10 % 2.5, v => 10 * v % 3 + 10 * v % 2.5),
        ["names"] = (x => multiply(divide(subtract(x, 1), 2), 3) + true_divide(x, x), v => (v - 1) / 2 * 3 + 1),
    };

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. Table.Keys];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void FunctionsOfOneElementAgreeWithPlainArithmetic(string name)
    {
        var (function, expected) = Table[name];
        Numbers.AssertNear([.. Values.Select(expected)], function(Numbers.Doubles(Values)), 1e-6);
    }

    [Fact]
    public void InPlaceFunctionsReturnTheTensorItself()
    {
        var tensor = Numbers.Doubles(1, 4);
        Assert.Same(tensor, tensor.sqrt_().neg_().abs_().log2_().exp_());
        Numbers.AssertNear([1, Math.E], tensor);
        Assert.Same(tensor, tensor.log_().subtract_(0.5).divide_(2).floor_().round_().trunc_());
        Numbers.AssertNear([-1, 0], tensor);
        Assert.Same(tensor, tensor.clamp_min_(-0.5).clamp_max_(-0.25).reciprocal_().remainder_(1.5));
        Numbers.AssertNear([1, 0.5], tensor);
        Assert.Same(tensor, tensor.floor_divide_(0.75).true_divide_(4).sigmoid_().tanh_().relu_());
        Numbers.AssertNear([Math.Tanh(1 / (1 + Math.Exp(-0.25))), Math.Tanh(0.5)], tensor);
        Assert.Throws<ArgumentException>(() => torch.tensor(true).positive());
    }

    [Fact]
    public void IntegersAreDividedAndComparedBitByBit()
    {
        Tensor a = torch.tensor(new long[] { -7, 12 }), b = torch.tensor(new long[] { 2, 10 });
        Assert.Equal([-4, 1], floor_divide(a, b).ToDoubles());
        Assert.Equal([-3, 2], a.floor_divide(5).sub(torch.tensor(new long[] { 1, 0 })).ToDoubles());
        Assert.Equal([1, 2], gcd(a, b).ToDoubles());
        Assert.Equal([14, 60], lcm(a, b).ToDoubles());
        Assert.Equal([-7 & 2, 12 & 10], bitwise_and(a, b).ToDoubles());
        Assert.Equal([-7 | 2, 12 | 10], bitwise_or(a, b).ToDoubles());
        Assert.Equal([-7 ^ 2, 12 ^ 10], bitwise_xor(a, b).ToDoubles());
        Assert.Equal([6, -13], bitwise_not(a).ToDoubles());
        Assert.Equal([12 << 2, 10 << 2], bitwise_left_shift(torch.tensor(new long[] { 12, 10 }), torch.tensor(2L)).ToDoubles());
        Assert.Equal([3, 2], bitwise_right_shift(torch.tensor(new long[] { 12, 10 }), torch.tensor(2L)).ToDoubles());
    }

    [Fact]
    public void LongNamesCompareAsShortOnes()
    {
        Tensor a = Numbers.Doubles(1, 2, 3), b = Numbers.Doubles(2, 2, 2);
        Assert.Equal([0, 0, 1], greater(a, b).ToDoubles());
        Assert.Equal([0, 1, 1], greater_equal(a, b).ToDoubles());
        Assert.Equal([1, 0, 0], less(a, b).ToDoubles());
        Assert.Equal([1, 1, 0], less_equal(a, b).ToDoubles());
        Assert.Equal([1, 0, 1], not_equal(a, b).ToDoubles());
        Assert.Equal([1, 0, 1], logical_or(a.less(b), a.greater(b)).ToDoubles());
        Assert.Equal([0, 0, 0], logical_and(a.less(b), a.greater(b)).ToDoubles());
        Assert.Equal([0, 1, 0], logical_not(logical_xor(a.less(b), a.greater(b))).ToDoubles());
    }

    [Fact]
    public void NotANumberAndTheInfinitiesHaveTheirOwnComparisons()
    {
        var odd = Numbers.Doubles(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0);
        Assert.Equal([0, 1, 0, 0], isposinf(odd).ToDoubles());
        Assert.Equal([0, 0, 1, 0], isneginf(odd).ToDoubles());
        Assert.Equal([0, 1, 1], signbit(odd).ToDoubles()[1..]);
        Assert.Equal([3, double.PositiveInfinity, 3, 3], fmax(odd, Numbers.Doubles(3)).ToDoubles());
        Assert.Equal([3, 3, double.NegativeInfinity, 0], fmin(odd, Numbers.Doubles(3)).ToDoubles());
        Assert.Equal(double.Epsilon, nextafter(Numbers.Doubles(0), Numbers.Doubles(1)).ToDouble());
        Assert.Equal([1, 1, 1, 1], isreal(odd).ToDoubles());
    }
}
