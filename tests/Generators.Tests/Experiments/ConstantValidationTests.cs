using Gen.Generators.Semantics;

namespace Gen.Generators.Tests.Experiments;

/// <summary>The analyzer's validation of constants agrees with the validation of generated code at run time.</summary>
public sealed class ConstantValidationTests
{
    [Theory]
    [InlineData("[Range(0.1, 0.3)] public float X", 0.1f, false)]
    [InlineData("[Range(0.1, 0.3)] public float X", 0.3f, false)]
    [InlineData("[Range(0.1, 0.3)] public float X", 0.31f, true)]
    [InlineData("[Range(0, 0.299999999)] public float X", 0.3f, false)]
    [InlineData("[Range(0.0, 1.0)] public double X", double.NaN, true)]
    [InlineData("[Range(0.0, 1.0)] public double X", 1, false)]
    [InlineData("[Range(1, 9, MinimumIsExclusive = true)] public int X", 1, true)]
    [InlineData("[Range(1, 9, MaximumIsExclusive = true)] public long X", 9L, true)]
    [InlineData("[Range(1, 9)] public int? X", null, false)]
    [InlineData("[Range(typeof(ulong), \"5\", \"18446744073709551615\")] public ulong X", ulong.MaxValue, false)]
    [InlineData("[Range(0, 1, MinimumIsExclusive = true)] public decimal X", 0, true)]
    [InlineData("[AllowedValues(0.1, 2)] public float X", 0.1f, false)]
    [InlineData("[AllowedValues(\"a\", null)] public string? X", null, false)]
    [InlineData("[AllowedValues(\"a\")] public string? X", null, true)]
    [InlineData("[AllowedValues(DayOfWeek.Monday)] public DayOfWeek X", 1, false)]
    [InlineData("[DeniedValues(DayOfWeek.Monday)] public DayOfWeek X", 1, true)]
    [InlineData("[AllowedValues(1, 300)] public byte X", (byte)44, true)]
    [InlineData("[StringLength(3, MinimumLength = 2)] public string X", "a", true)]
    [InlineData("[StringLength(3, MinimumLength = 2)] public string? X", null, false)]
    [InlineData("[RegularExpression(\"a|ab\")] public string X", "ab", true)]
    [InlineData("[RegularExpression(\"(\")] public string X", "ab", false)]
    [InlineData("[Required] public string X", " ", true)]
    [InlineData("[Range(typeof(TimeSpan), \"00:00:01\", \"01:00:00\")] public TimeSpan X", 5, null)]
    public void Constant_AnalyzerAndProgramAgree(string property, object? constant, bool? violated)
    {
        var compilation = Sources.Compile("Constants", [$"[Experiment(\"e\")] public partial class E {{ {property} {{ get; init; }} }}"]);
        var entry = ConfigSemanticsReader.Read(compilation.GetTypeByMetadataName("E")!, compilation).Find("x")!;
        Assert.Equal(violated, ValidationSemantics.Read(entry).Single().IsViolatedBy(constant));
    }
}
