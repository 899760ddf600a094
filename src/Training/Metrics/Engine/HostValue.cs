using System.ComponentModel;

namespace Gen.Training.Metrics;

/// <summary>Numbers in generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HostValue
{
    /// <summary>
    /// Returns the value. The compiler does not know it, so that generated code computes with a constant while it runs, as a metric
    /// computes with a variable: overflow and division by zero are what they are there, not errors of the build.
    /// </summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The value.</returns>
    public static T Of<T>(T value) => value;

    /// <summary>Returns whether an exception is that of arithmetic or of an index on the host. An update continues after it where no result
    /// may need the value, as the metric itself would not evaluate it there.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>True for an overflow, a division by zero, and an index that is out of range.</returns>
    public static bool IsFailure(Exception exception) => exception is ArithmeticException or IndexOutOfRangeException;
}
