using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>
/// Batches, and everything that counts them. They differ and are taken in turn: one batch again and again is learnt by heart by the
/// processor's branch prediction, which finds the greatest score of a row several times as fast as any real program can.
/// </summary>
internal sealed class MetricRivals : IDisposable
{
    /// <summary>Rows of all batches together, unless two are more. benchmarks/python/metric_update.py has the same.</summary>
    public const int AllRows = 20_000;

    private readonly MetricBatch[] _batches;
    private readonly HandWritten _handWritten;
    private readonly OnePass _onePass;
    private readonly Formulas.MetricSet _formulas;
    private readonly BuiltIns.MetricSet _builtIns;
    private readonly Mixed.MetricSet _mixed;
    private readonly Lazy<NativeOnePass> _native;
    private int _next;

    public MetricRivals(int rows, int classes = 14)
    {
        set_num_threads(1);
        _batches = MetricBatch.Make(rows, Math.Max(2, AllRows / rows), classes);
        (_onePass, _formulas, _builtIns, _mixed) = (new(classes), new(classes), new(classes), new(classes));
        _handWritten = new HandWritten(classes, rows);
        _native = new(() => new NativeOnePass(classes, _batches));
        foreach (var (yTrue, yPred) in _batches)
        {
            _handWritten.Scatter(yTrue, yPred);
            _formulas.Update(yTrue, yPred);
            _builtIns.Update(yTrue, yPred);
            _mixed.Update(yTrue, yPred);
        }

        RequireSameValues();
        Accuracy = _formulas.Compute().Accuracy;
    }

    /// <summary>Of all batches.</summary>
    public double Accuracy { get; }

    public void Scatter() => _handWritten.Scatter(Next.YTrue, Current.YPred);

    public void Bincount() => _handWritten.Bincount(Next.YTrue, Current.YPred);

    public void OnePass() => _onePass.Update(Next.YTrue, Current.YPred);

    /// <summary>The same in C; the first call compiles it.</summary>
    public void Native() => _native.Value.Update(Next.Index);

    /// <summary>What C makes of all batches.</summary>
    public double NativeAccuracy => _native.Value.Accuracy();

    public void Formulas() => _formulas.Update(Next.YTrue, Current.YPred);

    public void BuiltIns() => _builtIns.Update(Next.YTrue, Current.YPred);

    public void Mixed() => _mixed.Update(Next.YTrue, Current.YPred);

    public double ComputeByHand() => _handWritten.Compute().Accuracy;

    public double ComputeFormulas() => _formulas.Compute().Accuracy;

    public double ComputeBuiltIns() => _builtIns.Compute().Accuracy;

    public double ComputeMixed() => _mixed.Compute().Accuracy;

    public void Dispose()
    {
        Array.ForEach(_batches, static batch => batch.Dispose());
        _handWritten.Dispose();
        _formulas.Dispose();
        _builtIns.Dispose();
        _mixed.Dispose();
        if (_native.IsValueCreated) _native.Value.Dispose();
    }

    private MetricBatch Current => _batches[_next];

    private MetricBatch Next => _batches[_next = _next + 1 < _batches.Length ? _next + 1 : 0];

    // A rival that is quick because it is wrong is none.
    private void RequireSameValues()
    {
        var expected = _handWritten.Compute();
        var (formulas, builtIns, mixed) = (_formulas.Compute(), _builtIns.Compute(), _mixed.Compute());
        Require([expected.Accuracy], [formulas.Accuracy], [builtIns.Accuracy], [mixed.Accuracy]);
        Require(expected.Precision, formulas.Precision, builtIns.Precision, mixed.Precision);
        Require(expected.Recall, formulas.Recall, builtIns.Recall, mixed.Recall);
        Require(expected.F1, formulas.F1, builtIns.F1, mixed.F1);
    }

    private static void Require(double[] expected, params double[][] others)
    {
        foreach (var other in others)
            if (!expected.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6))
                throw new InvalidOperationException("The rivals disagree.");
    }
}
