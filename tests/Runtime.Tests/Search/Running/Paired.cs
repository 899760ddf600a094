using System.ComponentModel.DataAnnotations;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>Has entries that are valid alone and not together.</summary>
[Experiment("paired")]
public sealed partial record Paired : IValidatableObject
{
    public int Least { get; init; } = 1;

    public int Most { get; init; } = 3;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Most >= Least ? [] : [new("most must be at least least", [nameof(Most)])];

    [Main]
    private double Train() => Most - Least;
}
