namespace Gen;

/// <summary>What a metric's value is.</summary>
public enum MetricShape
{
    /// <summary>Not said: read from the formula.</summary>
    Inferred,

    /// <summary>One number. Only such a metric can be monitored.</summary>
    Scalar,

    /// <summary>A number per class or output: logged as <c>precision/0</c>, <c>precision/1</c> and so on.</summary>
    Vector,

    /// <summary>Rows and columns, as of a confusion matrix.</summary>
    Matrix,
}
