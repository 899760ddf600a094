using static TorchSharp.torch;

namespace Gen.Benchmarks;

/// <summary>One batch, and everything that counts it.</summary>
internal sealed class MetricRivals : IDisposable
{
    private readonly Tensor _yTrue;
    private readonly Tensor _yPred;
    private readonly HandWritten _handWritten;
    private readonly OnePass _onePass;
    private readonly Formulas.MetricSet _formulas;
    private readonly BuiltIns.MetricSet _builtIns;
    private readonly Mixed.MetricSet _mixed;
    private NativeOnePass? _native;

    public MetricRivals(int rows, int classes = 14)
    {
        set_num_threads(1);
        random.manual_seed(1);
        _yTrue = randint(0, classes, [rows], int64);
        _yPred = rand(rows, classes);
        (_onePass, _formulas, _builtIns, _mixed) = (new(classes), new(classes), new(classes), new(classes));
        _handWritten = new HandWritten(classes, rows);
        Scatter();
        Formulas();
        BuiltIns();
        Mixed();
        RequireSameValues();
    }

    public void Scatter() => _handWritten.Scatter(_yTrue, _yPred);

    public void Bincount() => _handWritten.Bincount(_yTrue, _yPred);

    public void OnePass() => _onePass.Update(_yTrue, _yPred);

    /// <summary>The same in C; the first call compiles it.</summary>
    public void Native() => (_native ??= new NativeOnePass(_yTrue, _yPred)).Update();

    public double NativeAccuracy => _native!.Accuracy();

    public void Formulas() => _formulas.Update(_yTrue, _yPred);

    public void BuiltIns() => _builtIns.Update(_yTrue, _yPred);

    public void Mixed() => _mixed.Update(_yTrue, _yPred);

    public double ComputeByHand() => _handWritten.Compute().Accuracy;

    public double ComputeFormulas() => _formulas.Compute().Accuracy;

    public double ComputeBuiltIns() => _builtIns.Compute().Accuracy;

    public double ComputeMixed() => _mixed.Compute().Accuracy;

    public void Dispose()
    {
        _yTrue.Dispose();
        _yPred.Dispose();
        _handWritten.Dispose();
        _native?.Dispose();
        _formulas.Dispose();
        _builtIns.Dispose();
        _mixed.Dispose();
    }

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
            if (!expected.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < 1e-6)) throw new InvalidOperationException("The rivals disagree.");
    }
}
