namespace Gen.TensorBoard;

/// <summary>What the projector says about each point: points can be labelled, coloured and searched by it.</summary>
/// <param name="Name">The column's heading. It is not stored where there is one column only: the format has headings from two columns on.</param>
/// <param name="Values">
/// One value a point. Tabs and line breaks, which the format has no place for, are written as <c>\t</c>, <c>\n</c> and <c>\r</c>; what is empty or blank
/// is put in quotes in a single column, since the projector would skip the line and give all later points a wrong label.
/// </param>
public sealed record EmbeddingColumn(string Name, IReadOnlyList<string> Values);
