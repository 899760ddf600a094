namespace Gen.Metrics.Tests.RandomBodies;

/// <content>Members of a body's class, by the name that the body uses.</content>
internal sealed partial class BodyGenerator
{
    private static readonly Dictionary<string, string> s_members = new()
    {
        ["Squash"] = "private static Tensor Squash(Tensor t) => t / (t.abs() + 1);",
        ["Blend"] = "private static Tensor Blend(Tensor t, Tensor u, double share = 0.3) => share * t + (1 - share) * u;",
        ["Powers"] = """
            private static Tensor Powers(Tensor t, int turns)
            {
                var power = t;
                for (var i = 0; i < turns; i++)
                {
                    if (i == 1)
                        continue;
                    power = power * t.tanh() + i;
                }

                return power;
            }
            """,
        ["Choose"] = """
            private static Tensor Choose(bool first, Tensor t, Tensor u)
            {
                if (first)
                    return t;
                var half = u * 0.5;
                return half + half;
            }
            """,
        ["Weighted"] = """
            private static Tensor Weighted(Tensor t, Tensor weight)
            {
                var total = (t * weight).sum();
                return total / (weight.abs().sum() + 1);
            }
            """,
        ["Ends"] = "private static (Tensor Low, Tensor High) Ends(Tensor t) => (t.min(), t.max());",
        ["Split"] = """
            private static void Split(Tensor t, out Tensor low, out Tensor high)
            {
                low = t.clamp(max: 0);
                high = t.clamp(min: 0);
            }
            """,
        ["Odd"] = "private static int Odd(int i) => i % 2 == 0 ? i + 1 : i;",
        ["Halved"] = "private static double Halved(int i) => i / 2;",
        ["Folded"] = """
            private static Tensor Folded(Func<Tensor, Tensor, Tensor> f, Tensor t, int turns)
            {
                var total = t;
                for (var i = 0; i < turns; i++)
                    total = f(total, t);
                return total;
            }
            """,
        ["Graded"] = """
            private static double Graded(Func<int, double> grade, int turns)
            {
                var total = 0.5;
                for (var i = turns; i > 0; i -= 2)
                    total = total * 0.5 + grade(i);
                return total;
            }
            """,
        ["Outer"] = """
            private static Tensor Outer(Func<Tensor, Tensor> f, Tensor t, double share) => Inner(u => f(u) * share + u, t);

            private static Tensor Inner(Func<Tensor, Tensor> f, Tensor t) => f(t);
            """,
        ["Apply"] = "private static Tensor Apply(Func<Tensor, Tensor> f, Tensor t) => f(t);",
        ["Twice"] = "private static Tensor Twice(Func<Tensor, double, Tensor> f, Tensor t) => f(f(t, 0.5), 2);",
        ["Generic"] = "private static T Generic<T>(T value) => value;",
        ["Total"] = "private static double Total(params double[] values) => values.Sum();",
        ["Fibonacci"] = "private static int Fibonacci(int i) => i < 2 ? i : Fibonacci(i - 1) + Fibonacci(i - 2);",
        ["Bump"] = "private static int Bump(ref int i) => i += 2;",
        ["Grow"] = "private static void Grow(List<Tensor> list, Tensor t) => list.Add(t);",
        ["Fill"] = "private static void Fill(Tensor[] items, Tensor t) => items[0] = t;",
        ["Noted"] = """
            private static int s_noted;

            private static Tensor Noted(Tensor t)
            {
                s_noted = (s_noted + 1) % 7;
                return t * s_noted;
            }
            """,
        ["Collect"] = "private static Tensor Collect(Tensor t) => t.abs();",
        ["Rate"] = "private const double Rate = 0.75;",
        ["Scale"] = "private static double Scale => Rate2 * 2;\n\nprivate const double Rate2 = 0.3;",
        ["Level"] = "private static double Level { get; } = 1.25;",
        ["Open"] = "private static double Open { get; set; } = 1.25;",
        ["s_weights"] = "private static readonly double[] s_weights = [0.2, 0.3, 0.5];",
        ["s_turn"] = "private static int s_turn;",
        ["Turn"] = "private static int s_next;\n\nprivate static int Turn => s_next++ % 5;",
        ["Drawn"] = "private static double Drawn => Random.Shared.NextDouble();",
        ["Pair"] = "private readonly record struct Pair(double Low, double High);",
        ["Box"] = "private struct Box\n{\n    public int Value;\n\n    public int Next() => ++Value;\n}",
        ["Holder"] = "private sealed class Holder\n{\n    public int Value { get; set; } = 2;\n\n    public Tensor? Kept;\n}",
        ["Metres"] = """
            private readonly struct Metres(double value)
            {
                public double Value => value;

                public static implicit operator double(Metres l) => l.Value * 2;

                public static implicit operator Metres(int i) => new(i + 0.5);

                public static Metres operator +(Metres l, Metres r) => new(l.Value + r.Value + 1);

                public static Metres operator ++(Metres l) => new(l.Value * 3);
            }
            """,
        ["Level3"] = "private enum Level3\n{\n    Low = 1,\n    High = 5,\n}",
        ["Steps"] = """
            private static IEnumerable<int> Steps(int count)
            {
                for (var i = 0; i < count; i++)
                    yield return i * i;
            }
            """,
    };
}
