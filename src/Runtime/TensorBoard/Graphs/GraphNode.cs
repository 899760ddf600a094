namespace Gen.TensorBoard;

/// <summary>An operation of a model, as the page "graphs" draws it.</summary>
/// <param name="Name">Its name, of its own in the graph. Slashes nest: <c>encoder/layer0/linear</c> is drawn inside <c>encoder/layer0</c>.</param>
/// <param name="Op">What it does, as in <c>Linear</c>.</param>
/// <param name="Inputs">
/// The names of the nodes whose results it takes; <c>split:1</c> is the second result of <c>split</c>, <c>^init</c> a node that must only have run before.
/// </param>
public sealed record GraphNode(string Name, string Op, params IReadOnlyList<string> Inputs)
{
    /// <summary>Shown beside the node: bool, numbers, text, and arrays of numbers or of text; all else as its text.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();

    /// <summary>The sizes of each of its results, drawn at the edges; -1 where a size is not known, such as the batch's.</summary>
    public IReadOnlyList<IReadOnlyList<long>> OutputShapes { get; init; } = [];

    /// <summary>Where it runs, as in <c>cpu</c> or <c>cuda:0</c>; nodes can be coloured by it.</summary>
    public string Device { get; init; } = "";

    /// <summary>The name of the node behind an input: without the mark of a control edge and the number of a result.</summary>
    internal static string Source(string input)
    {
        var name = input.StartsWith('^') ? input[1..] : input;
        var colon = name.LastIndexOf(':');
        return colon >= 0 && colon < name.Length - 1 && name.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..colon] : name;
    }
}
