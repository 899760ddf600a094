using System.Reflection;
using Gen.Generators.Tests.Support;
using Gen.Metrics.Tests.Support;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Metrics.Tests.RandomBodies;

/// <summary>
/// The law for random bodies: however the rows are split and merged, the streamed value is the formula's on all rows, in value, dtype and
/// shape. If the formula throws on all rows, the state may do anything.
/// </summary>
/// <remarks>
/// The documented checks of an update are for values with rows that have unequal ranks, for a last axis that is the batch's, and for the T
/// of a vector. No body has any of them, so an exception of these checks is a fault like any other.
/// </remarks>
internal sealed class BodyLaw
{
    private const int Rounds = 4;

    // How far apart values of the formula itself may be, on the same rows in another order, before only another order is to blame.
    private const double Rounding = 1e-3;
    private const int Spreads = 20;
    private const int Orders = 16;
    private const int MostFrames = 3;

    private static readonly Dictionary<string, InputKind> s_inputs = new()
    {
        ["yTrue"] = InputKind.Parse("labels(4)"),
        ["yPred"] = InputKind.Parse("scores(4)"),
        ["x"] = InputKind.Parse("real(3)"),
        ["w"] = InputKind.Parse("unit"),
    };

    private static readonly int[] s_rows = [17, 5, 1, 2, 3, 9, 31];

    private readonly RandomBody _body;
    private readonly Random _random;
    private readonly Func<Formula> _formula;
    private readonly Dictionary<string, Tensor> _data;
    private readonly ScalarType _dtype;
    private readonly Type _type;
    private readonly bool _isWeighted;
    private readonly string _what;

    private BodyLaw(RandomBody body, Type type, int round)
    {
        _body = body;
        var seed = (body.Seed * Rounds) + round;
        _random = new(seed);
        _dtype = round % 2 == 0 ? float64 : float32;
        _type = type;
        _isWeighted = round < 2;
        var rows = round == 0 ? s_rows[0] : s_rows[_random.Next(s_rows.Length)];
        _data = s_inputs.ToDictionary(p => p.Key, p => p.Value.Draw(rows, _dtype, false, _random));
        var of = new FormulaClass(body.Name, new Dictionary<string, string>(), ["Value"], Syntax(body));

        // A body may write into an array from config: each use gets its own.
        _formula = () => new Formula(of, type, "Value", BodyConfig.Draw(new Random(seed)));
        _what = $"{rows} rows of {_dtype}, {Config(body, BodyConfig.Draw(new Random(seed)))}";
    }

    /// <summary>Runs a body on data that its seed decides.</summary>
    public static BodyOutcome Check(RandomBody body, Type type, int? only)
    {
        var compared = false;
        for (var round = only ?? 0; round <= (only ?? Rounds - 1); round++)
        {
            using var scope = NewDisposeScope();
            var outcome = new BodyLaw(body, type, round).Check();
            if (outcome is { IsFault: true })
                return outcome with { Round = round };
            compared |= outcome is not null;
        }

        return new(body, compared ? Verdict.Exact : Verdict.FormulaThrows);
    }

    // Null if the formula throws.
    private BodyOutcome? Check()
    {
        Tensor expected;
        try
        {
            expected = Direct();
            ChangeStatics();
            if (!Same.Doubles(expected).AsSpan().SequenceEqual(Same.Doubles(Direct())))
                return new(_body, Verdict.ChangesEachTime, _what);
        }
        catch (Exception)
        {
            return null;
        }

        foreach (var way in new[] { "whole", "split", "split again" })
        {
            try
            {
                using var state = way == "whole" ? Whole() : Split();
                if (Compare(expected, state.Compute(), way, _data) is { } fault)
                    return fault;
                if (way == "whole" && Compare(expected, state.Compute(), "computed again", _data) is { } second)
                    return second;
            }
            catch (Exception e)
            {
                return Throws(e, way);
            }
        }

        return CheckWeights() ?? new(_body, Verdict.Exact);
    }

    // A whole weight repeats a row, 0 drops it. Null if that holds, or if the formula throws.
    private BodyOutcome? CheckWeights()
    {
        var weights = Enumerable.Range(0, (int)Rows).Select(_ => (long)_random.Next(4)).ToArray();
        var rows = tensor(weights.SelectMany((weight, row) => Enumerable.Repeat((long)row, (int)weight)).ToArray(), dtype: int64);
        if (!_isWeighted || rows.shape[0] == 0)
            return null;
        var repeated = _data.ToDictionary(p => p.Key, p => p.Value.index_select(0, rows));
        Tensor expected;
        try
        {
            expected = Direct(repeated);
        }
        catch (Exception)
        {
            return null;
        }

        var way = $"weights [{string.Join(", ", weights)}]";
        try
        {
            using var state = Split(tensor(weights, dtype: int64));
            return Compare(expected, state.Compute(), way, repeated);
        }
        catch (Exception e)
        {
            return Throws(e, way);
        }
    }

    private BodyOutcome Throws(Exception e, string way) =>
        new(_body, Verdict.Throws, $"{_what}, {way}: {e.GetType().Name}: {e.Message.Split('\n')[0]}\n{Frames(e)}", BodyOutcome.Kind(e));

    // What an accepted body takes for a constant must not be a variable of its class.
    private void ChangeStatics()
    {
        foreach (var field in _type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(f => !f.IsInitOnly && !f.IsLiteral))
        {
            if (field.GetValue(null) is int whole)
                field.SetValue(null, whole + 1);
            else if (field.GetValue(null) is double number)
                field.SetValue(null, number + 0.25);
        }
    }

    private Tensor Direct() => Direct(Part(0, Rows));

    private Tensor Direct(Dictionary<string, Tensor> data) => _formula().Direct(data);

    private long Rows => _data["x"].shape[0];

    // Bodies may write into their inputs.
    private Dictionary<string, Tensor> Part(long start, long size) =>
        _data.ToDictionary(p => p.Key, p => p.Value.narrow(0, start, size).clone());

    private Streamed Whole()
    {
        var state = _formula().NewState();
        state.Update(Part(0, Rows));
        return state;
    }

    private Streamed Split(Tensor? weight = null)
    {
        var states = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _formula().NewState()).ToList();
        for (var start = 0L; start < Rows;)
        {
            var size = _random.Next(6) switch { 0 => 0, < 3 => 1, _ => _random.NextInt64(1, Rows - start + 1) };
            states[_random.Next(states.Count)].Update(Part(start, size), weight?.narrow(0, start, size));
            start += size;
        }

        while (states.Count > 1)
        {
            var from = states[_random.Next(states.Count)];
            states.Remove(from);
            states[_random.Next(states.Count)].MergeFrom(from);
            from.Dispose();
        }

        return states[0];
    }

    private BodyOutcome? Compare(Tensor expected, Tensor actual, string way, Dictionary<string, Tensor> data)
    {
        if (!expected.shape.SequenceEqual(actual.shape))
            return Fault(Verdict.WrongType, $"{Shape(actual)}, not {Shape(expected)}", "shape");
        if (expected.dtype != actual.dtype)
            return Fault(Verdict.WrongType, $"{actual.dtype}, not {expected.dtype}", "dtype");
        var (e, a) = (Same.Doubles(expected), Same.Doubles(actual));
        var (relative, absolute) = Same.Tolerance(expected, _dtype);
        for (var i = 0; i < e.Length; i++)
        {
            if (!e[i].Equals(a[i]) && !(Math.Abs(e[i] - a[i]) <= Math.Max(relative * Math.Abs(e[i]), absolute))
                && !IsRounding(e, a, i, data))
                return Fault(Verdict.WrongValue, $"[{string.Join(", ", a)}], not [{string.Join(", ", e)}]", "");
        }

        return null;

        BodyOutcome Fault(Verdict verdict, string detail, string group) => new(_body, verdict, $"{_what}, {way}: {detail}", group);
    }

    // Differences of large numbers in float32 are as inexact in the formula: it is further from its own value in float64, or has other
    // values on the same rows in another order.
    private bool IsRounding(double[] expected, double[] actual, int i, Dictionary<string, Tensor> data)
    {
        if ((!double.IsFinite(expected[i]) || !double.IsFinite(actual[i])) && IsByChance(expected[i], i, data))
            return true;
        if (!double.IsFinite(expected[i]))
            return _dtype == float32 && !double.IsNaN(expected[i]) && Math.Abs(actual[i]) > 1e37;
        var exact = InFloat64(data, i);
        if (Math.Abs(actual[i] - exact) <= Math.Abs(expected[i] - exact))
            return true;
        if (!(Math.Abs(expected[i] - actual[i]) <= Rounding * (1 + Math.Abs(expected[i]))))
            return false;
        var spread = 0.0;
        for (var k = 0; k < Orders; k++)
        {
            var rows = (int)data["x"].shape[0];
            var order = tensor([.. Enumerable.Range(0, rows).OrderBy(_ => _random.Next()).Select(r => (long)r)]);
            var other = Same.Doubles(Direct(data.ToDictionary(p => p.Key, p => p.Value.index_select(0, order))));
            spread = Math.Max(spread, Math.Abs(other[i] - expected[i]));
        }

        return Math.Abs(expected[i] - actual[i]) <= Spreads * spread;
    }

    // NaN where the formula is of float32 alone.
    private double InFloat64(Dictionary<string, Tensor> data, int i)
    {
        try
        {
            var wide = data.ToDictionary(p => p.Key, p => p.Value.is_floating_point() ? p.Value.to_type(float64) : p.Value);
            return Same.Doubles(Direct(wide))[i];
        }
        catch (Exception)
        {
            return double.NaN;
        }
    }

    // A quotient of a sum that is 0 but for rounding: beside the data the formula itself is far away, or no number.
    private bool IsByChance(double expected, int i, Dictionary<string, Tensor> data)
    {
        return Enumerable.Range(0, 4 * Orders).Any(k =>
        {
            var beside = Same.Doubles(Direct(data.ToDictionary(p => p.Key, p => Moved(p.Value, k % 2 == 0))))[i];
            return !beside.Equals(expected) && !(Math.Abs(beside - expected) <= Rounding * (1 + Math.Abs(expected)));
        });

        // By the body's own numbers: torch's generator is shared with tests that run at the same time.
        // By one factor, equal rows stay equal.
        Tensor Moved(Tensor value, bool byOne)
        {
            if (!value.is_floating_point())
                return value.clone();
            var factor = Factor();
            var factors = Enumerable.Range(0, (int)value.numel()).Select(_ => byOne ? factor : Factor());
            return value * tensor([.. factors]).view(value.shape).to_type(value.dtype);
        }

        double Factor() => 1 + (1e-6 * _random.NextDouble());
    }

    private static ClassDeclarationSyntax Syntax(RandomBody body) =>
        Sources.Parse(body.Code).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First();

    private static string Frames(Exception e) =>
        string.Join('\n', e.StackTrace!.Split('\n').Where(f => !f.Contains(" System.")).Take(MostFrames));

    private static string Shape(Tensor tensor) => $"shape [{string.Join(", ", tensor.shape)}]";

    private static string Config(RandomBody body, Dictionary<string, object?> config) =>
        string.Join(", ", config.Where(c => body.Code.Contains($" {c.Key}")).Select(c => $"{c.Key} = {Literal(c.Value)}"));

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        Array items => $"[{string.Join(", ", items.Cast<object>())}]",
        _ => value.ToString()!,
    };
}
