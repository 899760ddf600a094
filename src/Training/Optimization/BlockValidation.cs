using System.ComponentModel.DataAnnotations;

namespace Gen.Training;

/// <summary>Validation of entries that depend on each other.</summary>
internal static class BlockValidation
{
    public static ValidationResult Result(string message, string name) => new(message, [name]);

    /// <summary>Validates a block that code created, which the command line has not validated.</summary>
    /// <exception cref="ConfigException">The block is invalid. The message has one line per error.</exception>
    public static void Check(object block)
    {
        if (block is not IValidatableObject validatable)
            return;
        var name = block.GetType().Name;
        var results = validatable.Validate(new ValidationContext(block, name, null, null)).ToList();
        if (results.Count > 0)
            throw new ConfigException(string.Join('\n', results.Select(r => $"{name}.{r.MemberNames.FirstOrDefault()}: {r.ErrorMessage}")));
    }
}
