using System.Text;
using Gen.Generators.Common;
using Gen.Shared;

namespace Gen.Generators.Metrics;

/// <summary>A <c>[Metric]</c> method.</summary>
/// <param name="Owner">The type that declares it.</param>
/// <param name="Order">Position of the method in its type, for a stable order of the set.</param>
/// <param name="Name">The method's name: the state is <c>{Name}State</c>.</param>
/// <param name="Key">Name in logs.</param>
/// <param name="Form">How it is computed.</param>
/// <param name="Plan">Of a <see cref="MetricForm.Streamed"/> metric: its plan as text.</param>
/// <param name="IsPlanPublic">The plan names public members only: other assemblies can use it.</param>
/// <param name="Parameters">The method's, in order.</param>
/// <param name="State">Of a <see cref="MetricForm.HandWritten"/> metric: the state.</param>
/// <param name="Shape">What the value is.</param>
/// <param name="Accessibility">Of the state class: public, or less where a parameter's type or the hand-written state is less than
/// public.</param>
/// <param name="Doc">The method's summary.</param>
/// <param name="IsUsed">Declared by another type: it is in the set, and has no state class here.</param>
internal sealed record MetricModel(
    MetricOwnerModel Owner,
    int Order,
    string Name,
    string Key,
    MetricForm Form,
    string Plan,
    bool IsPlanPublic,
    EquatableArray<MetricParameterModel> Parameters,
    HandWrittenModel? State,
    MetricShapeModel Shape,
    string Accessibility,
    string? Doc,
    bool IsUsed = false)
{
    public string StateName => MetricNames.State(Name);

    /// <summary>The typed property of its values.</summary>
    public string Property => MetricNames.Property(Name, Key);
}

/// <summary>A parameter of a metric method.</summary>
/// <param name="Name">Its name, not escaped.</param>
/// <param name="Type">Qualified.</param>
/// <param name="IsBatch">A batch tensor; else a config value.</param>
/// <param name="Default">C# of its default value; null if it has none.</param>
/// <param name="Fill">C# that gives a config value from <c>this</c>, the experiment; null where nothing does.</param>
/// <param name="Text">Of a config value: what stands in an invariant interpolated string to write it, with <c>{0}</c> for the
/// value.</param>
internal sealed record MetricParameterModel(string Name, string Type, bool IsBatch, string? Default, string? Fill, string Text = "{{{0}}}");

/// <summary>A hand-written state that a metric method makes.</summary>
/// <param name="Type">Qualified.</param>
/// <param name="Update">Parameters of its <c>Update</c> method; one that <see cref="MetricParameterModel.IsBatch"/> is false for takes the
/// rows' weights.</param>
internal sealed record HandWrittenModel(string Type, EquatableArray<MetricParameterModel> Update);

internal enum MetricForm
{
    /// <summary>By a plan.</summary>
    Streamed,

    /// <summary><c>[Collect]</c>: keeps the rows.</summary>
    Collected,

    /// <summary>The method makes a state of the user's own.</summary>
    HandWritten,

    /// <summary>Refused: an analyzer says why. What is generated has the same members, so that the rest still compiles.</summary>
    Refused,
}

/// <summary>As <c>Gen.MetricShape</c>, without the inferred one.</summary>
internal enum MetricShapeModel
{
    Scalar,
    Vector,
    Matrix,
}

/// <summary>What all metrics of a type have in common: the same for each.</summary>
/// <param name="Type">The type.</param>
/// <param name="HasSet">A <c>MetricSet</c> of all metrics is wanted.</param>
/// <param name="IsExperiment">The set is made from config entries by <c>CreateMetricSet</c>.</param>
/// <param name="Taken">Names of generated members that members of the user's have already: those are not emitted.</param>
/// <param name="Hidden">Names of generated members that hide one of a base class.</param>
internal sealed record MetricOwnerModel(
    TypeModel Type,
    bool HasSet,
    bool IsExperiment,
    EquatableArray<string> Taken,
    EquatableArray<string> Hidden
);

/// <summary>All metrics of a type.</summary>
/// <param name="Owner">The type.</param>
/// <param name="Metrics">In the order of their methods.</param>
internal sealed record MetricTypeModel(MetricOwnerModel Owner, EquatableArray<MetricModel> Metrics)
{
    /// <summary>Metrics with a state class here: a hand-written state is one already, and a name that is taken has none.</summary>
    public IEnumerable<MetricModel> WithState =>
        Metrics.Where(m => !m.IsUsed && m.Form != MetricForm.HandWritten && !Owner.Taken.Contains(m.StateName));

    /// <summary>Metrics of the set: of several with one name the first.</summary>
    public IEnumerable<MetricModel> InSet => Owner.HasSet && !Owner.Taken.Contains(MetricNames.Set)
        ? Metrics.GroupBy(m => KeyName.Normalize(m.Property)).Select(g => g.First())
        : [];

    /// <summary>One model per type, from one per method; of several methods of one name the first stands.</summary>
    public static IEnumerable<MetricTypeModel> Group(IEnumerable<MetricModel> metrics) => metrics
        .GroupBy(m => m.Owner.Type.FullName)
        .Select(type => new MetricTypeModel(
            type.First().Owner,
            type.OrderBy(m => m.Order).GroupBy(m => m.Name).Select(g => g.First()).ToEquatableArray()))
        .OrderBy(t => t.Owner.Type.FullName, StringComparer.Ordinal);
}

/// <summary>Names of what is generated for a type's metrics.</summary>
internal static class MetricNames
{
    public const string Set = "MetricSet";
    public const string CreateSet = "CreateMetricSet";

    public static string State(string method) => method + "State";

    /// <summary>
    /// The property that has a metric's value: its key in PascalCase, so that a metric has one name wherever its value is read. If the key
    /// is the method's name but for case and underscores, it is the method's name.
    /// </summary>
    /// <param name="method">The method's name.</param>
    /// <param name="key">The name in logs.</param>
    public static string Property(string method, string key)
    {
        if (KeyName.Normalize(method) == KeyName.Normalize(key))
            return method;
        var name = new StringBuilder();
        var startsWord = true;
        foreach (var c in key)
        {
            if (char.IsLetterOrDigit(c))
                name.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = !char.IsLetterOrDigit(c);
        }

        if (name.Length == 0)
            return method;
        return char.IsDigit(name[0]) ? $"_{name}" : name.ToString();
    }
}
