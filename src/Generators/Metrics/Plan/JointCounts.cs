namespace Gen.Generators.Metrics.Plan;

/// <summary>
/// Gives metrics that count classes one table of counts: precision, recall, F1 and accuracy, each written with its own one-hot tensors,
/// then cost one pass over the labels. The table is what the sums are where an index has no axis but the rows', which a condition in the
/// update makes sure.
/// </summary>
internal sealed class JointCounts
{
    private readonly NodeTable _nodes;
    private readonly Dictionary<Node, Node> _rewritten = [];
    private readonly List<Table> _tables = [];

    private JointCounts(NodeTable nodes) => _nodes = nodes;

    /// <summary>The same values, from shared counts where that is possible.</summary>
    public static IReadOnlyList<Node> Rewrite(NodeTable nodes, IReadOnlyList<Node> results)
    {
        var counts = new JointCounts(nodes);
        foreach (var reduce in Node.Reachable(results, ResultParts).Where(n => n.Kind is Reduction).ToList())
            counts.AddTable(reduce);
        return results.Select(counts.Rewrite).ToList();
    }

    // A table is worth making for a product of one-hots or a table; what else can be read from it then is.
    private void AddTable(Node reduce)
    {
        if (CountPatterns.Match(reduce) is not { Second: { } second, Width: { } width, SecondWidth: { } secondWidth } count)
            return;
        var (rows, columns) = (count.First, second);
        var isMatrix = count.Form == CountForm.Table;
        var known = _tables.FindIndex(t =>
            (IsSame(t.Rows, rows) && IsSame(t.Columns, columns)) || (IsSame(t.Rows, columns) && IsSame(t.Columns, rows))
        );
        if (known >= 0)
        {
            // A product of matrices takes no other indices anyway: then there is nothing to tell apart.
            if (isMatrix)
                _tables[known] = _tables[known] with { Fits = null };
            return;
        }

        var first = count.Check is { } check ? _nodes.Code(NodeTypes.Tensor, "{0}", [rows, columns], check) : rows;
        var node = _nodes.Reduce(new Reduction(ReductionKind.JointCounts, 0, [0]), first, columns, width, secondWidth);
        var fits = isMatrix ? null : _nodes.Latch(_nodes.Operator(NodeTypes.Bool, "{0}.ndim == 1", columns));
        _tables.Add(new Table(node, rows, columns, fits, width, secondWidth));
    }

    private Node Rewrite(Node node)
    {
        if (_rewritten.TryGetValue(node, out var known))
            return known;
        var parts = ResultParts(node).Select(Rewrite).ToList();
        return _rewritten[node] = CountPatterns.Match(node) is { } count ? Counted(node, count)
            : parts.SequenceEqual(ResultParts(node)) ? node
            : _nodes.Add(node.Kind, node.Type, parts, node.Checks);
    }

    private Node Counted(Node plain, Count count)
    {
        var (table, isTransposed) = Find(count);
        if (table is null)
            return plain;
        var counts = isTransposed && count.Form is CountForm.Table ? _nodes.Code(NodeTypes.Tensor, "{0}.t()", table.Node) : table.Node;
        var value = count.Form switch
        {
            CountForm.Diagonal => _nodes.Code(NodeTypes.Tensor, "{0}.diag()", counts),
            CountForm.Marginal => _nodes.Code(NodeTypes.Tensor, isTransposed ? "{0}.sum(0L)" : "{0}.sum(1L)", counts),
            CountForm.Table => counts,
            _ => _nodes.Code(NodeTypes.Tensor, "{0}.trace()", counts),
        };
        if (count.Form == CountForm.Share)
            value = _nodes.Operator(
                NodeTypes.Tensor,
                $"{{0}}.to_type({NodeTypes.ScalarType}.Float64) / {{1}}",
                value,
                _nodes.Rows(NodeTypes.Scalar)
            );
        if (count.Type is { } type && !(count.Form == CountForm.Share && type.Text == NodeTypes.ScalarType + ".Float64"))
            value = _nodes.Code(NodeTypes.Tensor, "{0}.to_type({1})", value, type);
        if (table.Fits is { } fits)
            value = _nodes.If(NodeTypes.Tensor, fits, value, plain);
        foreach (var index in new[] { count.First, count.Second })
        {
            // Equal but for a conversion to int64: that changes nothing where the index is int64 already.
            if (index is not null && index != table.Rows && index != table.Columns)
                value = _nodes.If(
                    NodeTypes.Tensor,
                    _nodes.Latch(_nodes.Operator(NodeTypes.Bool, $"{{0}}.dtype == {NodeTypes.ScalarType}.Int64", Index(index))),
                    value,
                    plain
                );
        }

        return value;
    }

    // Transposed: the count's first index is the table's second.
    private (Table? Table, bool IsTransposed) Find(Count count)
    {
        foreach (var table in _tables)
        {
            var isSquare = table.RowWidth == table.ColumnWidth;
            if (count.Second is null)
            {
                if (IsSame(count.First, table.Rows) && count.Width == table.RowWidth)
                    return (table, false);
                if (IsSame(count.First, table.Columns) && count.Width == table.ColumnWidth)
                    return (table, true);
                continue;
            }

            var isTransposed = !IsSame(count.First, table.Rows) || !IsSame(count.Second, table.Columns);
            if (isTransposed && !(IsSame(count.First, table.Columns) && IsSame(count.Second, table.Rows)))
                continue;
            var widths = isTransposed ? (count.SecondWidth, count.Width) : (count.Width, count.SecondWidth);
            if (
                count.Width is null
                    ? isSquare
                    : widths == (table.RowWidth, table.ColumnWidth) && (isSquare || count.Form == CountForm.Table)
            )
                return (table, isTransposed);
        }

        return (null, false);
    }

    private static bool IsSame(Node a, Node b) => Index(a) == Index(b);

    private static Node Index(Node node) =>
        node is { Text: "{0}.to_type({1})" } && node.Children[1].Text == NodeTypes.ScalarType + ".Int64"
            ? node.Children[0]
            : node;

    // What stands below a latch is evaluated per batch, as below a reduction.
    private static IReadOnlyList<Node> ResultParts(Node node) =>
        node.Kind is Reduction or NodeKind.Latch or NodeKind.Elements ? [] : node.Children;

    /// <param name="Node">The counts: rows by columns.</param>
    /// <param name="Rows">The index of the rows.</param>
    /// <param name="Columns">The index of the columns.</param>
    /// <param name="Fits">Whether they are what the sums are: of indices without further axes. Null if they always are.</param>
    /// <param name="RowWidth">The number of rows.</param>
    /// <param name="ColumnWidth">The number of columns.</param>
    private sealed record Table(Node Node, Node Rows, Node Columns, Node? Fits, Node RowWidth, Node ColumnWidth);
}
