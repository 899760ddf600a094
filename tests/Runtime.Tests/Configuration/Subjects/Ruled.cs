using System.ComponentModel.DataAnnotations;

namespace Gen.Runtime.Tests.Configuration.Subjects;

/// <summary>A block whose base class validates itself.</summary>
[Experiment("ruled")]
public partial record Ruled
{
    public Rule Rule { get; init; } = new Rule.Alone();

    [Main]
    public string Main() => $"{Rule}";
}

[Config]
public abstract record Rule : IValidatableObject
{
    public int Least { get; init; }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Least <= 9 ? [] : [new("least must be at most 9", [nameof(Least)])];

    public sealed record Alone : Rule;

    public sealed record Bounds : Rule
    {
        public int Most { get; init; } = 3;

        public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            base.Validate(validationContext).Concat(Most >= Least ? [] : [new("most must be at least least", [nameof(Most)])]);
    }
}
