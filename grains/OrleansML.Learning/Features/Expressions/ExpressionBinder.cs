using OrleansML.Learning.Definitions;

namespace OrleansML.Learning.Features.Expressions;

/// <summary>Makes typed parts and notes where types do not fit. Null operands were wrong themselves and are not complained about again.</summary>
internal sealed class ExpressionBinder(IReadOnlyList<FeatureSlot> slots)
{
    private static readonly string[] Functions =
        ["abs", "coalesce", "concat", "exp", "floor", "is_missing", "log", "lower", "max", "min", "now", "seconds_between", "sqrt"];

    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public List<ExpressionError> Errors { get; } = [];

    public IReadOnlyCollection<string> Names => _names;

    public ExpressionNode? Reference(ExpressionToken name)
    {
        for (var slot = 0; slot < slots.Count; slot++)
        {
            if (slots[slot].Name != name.Text)
                continue;

            _names.Add(name.Text);
            return slots[slot].Type switch
            {
                FeatureType.Bool => new ReferenceNode<bool>(slot, static (in value, out result) => value.TryGetBoolean(out result)),
                FeatureType.Int or FeatureType.Long => new ReferenceNode<long>(slot, static (in value, out result) => value.TryGetInteger(out result)),
                FeatureType.Float or FeatureType.Double =>
                    new ReferenceNode<double>(slot, static (in value, out result) => value.TryGetNumber(out result) && double.IsFinite(result)),
                FeatureType.Timestamp => new ReferenceNode<FeatureTime>(slot, static (in value, out result) => value.TryGetTime(out result)),
                _ => new ReferenceNode<string>(slot, static (in value, out result) => value.TryGetText(out result!)),
            };
        }

        return Fail(name.Position, $"'{name.Text}' is not known; the names here are {string.Join(", ", slots.Select(slot => slot.Name).Order(StringComparer.Ordinal))}.");
    }

    public ExpressionNode? If(int position, ExpressionNode? condition, ExpressionNode? then, ExpressionNode? otherwise)
    {
        if (condition is null || then is null || otherwise is null)
            return null;
        if (condition is not ExpressionNode<bool> decides)
            return Fail(position, $"the condition is of type {NameOf(condition)}; it must be bool.");
        if (!TryUnify([then, otherwise], out var branches))
            return Fail(position, $"one branch is of type {NameOf(then)}, the other of type {NameOf(otherwise)}.");

        return branches switch
        {
            ExpressionNode<bool>[] typed => new ConditionalNode<bool>(decides, typed[0], typed[1]),
            ExpressionNode<long>[] typed => new ConditionalNode<long>(decides, typed[0], typed[1]),
            ExpressionNode<double>[] typed => new ConditionalNode<double>(decides, typed[0], typed[1]),
            ExpressionNode<FeatureTime>[] typed => new ConditionalNode<FeatureTime>(decides, typed[0], typed[1]),
            _ => new ConditionalNode<string>(decides, ((ExpressionNode<string>[])branches)[0], ((ExpressionNode<string>[])branches)[1]),
        };
    }

    public ExpressionNode? Logic(ExpressionToken symbol, ExpressionNode? left, ExpressionNode? right)
    {
        if (left is null || right is null)
            return null;
        if (left is ExpressionNode<bool> first && right is ExpressionNode<bool> second)
            return new LogicNode(first, second, deciding: symbol.Text == "or");
        return Fail(symbol.Position, $"'{symbol.Text}' joins {NameOf(left)} and {NameOf(right)}; both must be bool.");
    }

    public ExpressionNode? Not(int position, ExpressionNode? operand) => operand switch
    {
        null => null,
        ExpressionNode<bool> typed => new UnaryNode<bool, bool>(typed, static (value, out result) =>
        {
            result = !value;
            return true;
        }),
        _ => Fail(position, $"'not' is applied to {NameOf(operand)}; it must be bool."),
    };

    public ExpressionNode? Negate(int position, ExpressionNode? operand) => operand switch
    {
        null => null,
        ExpressionNode<long> typed => new UnaryNode<long, long>(typed, NumberFunctions.Negate),
        ExpressionNode<double> typed => new UnaryNode<double, double>(typed, NumberFunctions.OfDouble("-")),
        _ => Fail(position, $"'-' is applied to {NameOf(operand)}; it must be a number."),
    };

    public ExpressionNode? Arithmetic(ExpressionToken symbol, ExpressionNode? left, ExpressionNode? right)
    {
        if (left is null || right is null)
            return null;
        if (!left.Type.IsNumeric() || !right.Type.IsNumeric())
            return Fail(symbol.Position, $"'{symbol.Text}' joins {NameOf(left)} and {NameOf(right)}; both must be numbers.");
        if (symbol.Text != "/" && left is ExpressionNode<long> first && right is ExpressionNode<long> second)
            return new BinaryNode<long, long>(first, second, NumberFunctions.OfIntegers(symbol.Text));
        return new BinaryNode<double, double>(ToDouble(left), ToDouble(right), NumberFunctions.OfDoubles(symbol.Text));
    }

    public ExpressionNode? Compare(ExpressionToken symbol, ExpressionNode? left, ExpressionNode? right)
    {
        if (left is null || right is null)
            return null;
        if (!TryUnify([left, right], out var sides))
            return Fail(symbol.Position, $"'{symbol.Text}' compares {NameOf(left)} with {NameOf(right)}.");
        if (left.Type is FeatureType.Bool or FeatureType.String && symbol.Text is not ("=" or "==" or "!="))
            return Fail(symbol.Position, $"'{symbol.Text}' compares {NameOf(left)}, which compares by = and != only.");

        return sides switch
        {
            ExpressionNode<bool>[] typed => Comparison.Make(symbol.Text, typed),
            ExpressionNode<long>[] typed => Comparison.Make(symbol.Text, typed),
            ExpressionNode<double>[] typed => Comparison.Make(symbol.Text, typed),
            ExpressionNode<FeatureTime>[] typed => Comparison.Make(symbol.Text, typed),
            _ => Comparison.Make(symbol.Text, (ExpressionNode<string>[])sides),
        };
    }

    public ExpressionNode? Call(ExpressionToken name, List<ExpressionNode?> arguments)
    {
        if (!Functions.Contains(name.Text))
            return Fail(name.Position, $"there is no function '{name.Text}'; the functions are {string.Join(", ", Functions)}.");

        var (fewest, most) = name.Text switch
        {
            "now" => (0, 0),
            "seconds_between" => (2, 2),
            "min" or "max" or "concat" => (2, int.MaxValue),
            "coalesce" => (1, int.MaxValue),
            _ => (1, 1),
        };
        if (arguments.Count < fewest || arguments.Count > most)
            return Fail(name.Position, $"'{name.Text}' has {arguments.Count} arguments; it takes {fewest}{(most > fewest ? " or more" : "")}.");
        return arguments.Contains(null) ? null : Apply(name, [.. arguments.Select(argument => argument!)]);
    }

    private ExpressionNode? Apply(ExpressionToken name, ExpressionNode[] arguments) => name.Text switch
    {
        "now" => new NowNode(),
        "is_missing" => new IsMissingNode(arguments[0]),
        "coalesce" => Coalesce(name, arguments),
        "concat" => OfTexts(name, arguments, static texts => new ConcatNode(texts)),
        "lower" => OfTexts(name, arguments, static texts => new UnaryNode<string, string>(texts[0], static (text, out result) =>
        {
            result = text.ToLowerInvariant();
            return true;
        })),
        "seconds_between" => SecondsBetween(name, arguments),
        _ => OfNumbers(name, arguments),
    };

    private ExpressionNode? Coalesce(ExpressionToken name, ExpressionNode[] arguments)
    {
        if (!TryUnify(arguments, out var candidates))
            return Fail(name.Position, $"'coalesce' has arguments of types {string.Join(", ", arguments.Select(NameOf))}; they must be of one type.");

        return candidates switch
        {
            ExpressionNode<bool>[] typed => new CoalesceNode<bool>(typed),
            ExpressionNode<long>[] typed => new CoalesceNode<long>(typed),
            ExpressionNode<double>[] typed => new CoalesceNode<double>(typed),
            ExpressionNode<FeatureTime>[] typed => new CoalesceNode<FeatureTime>(typed),
            _ => new CoalesceNode<string>((ExpressionNode<string>[])candidates),
        };
    }

    private ExpressionNode? OfTexts(ExpressionToken name, ExpressionNode[] arguments, Func<ExpressionNode<string>[], ExpressionNode> make) =>
        Array.Find(arguments, argument => argument is not ExpressionNode<string>) is { } other
            ? Fail(name.Position, $"'{name.Text}' has an argument of type {NameOf(other)}; it must be string.")
            : make([.. arguments.Cast<ExpressionNode<string>>()]);

    private ExpressionNode? SecondsBetween(ExpressionToken name, ExpressionNode[] arguments)
    {
        if (arguments[0] is not ExpressionNode<FeatureTime> later || arguments[1] is not ExpressionNode<FeatureTime> earlier)
            return Fail(name.Position, $"'{name.Text}' has arguments of types {string.Join(", ", arguments.Select(NameOf))}; both must be timestamp.");

        return new BinaryNode<FeatureTime, double>(later, earlier, static (left, right, out result) =>
        {
            result = (left.Microseconds - right.Microseconds) / 1e6;
            return true;
        });
    }

    private ExpressionNode? OfNumbers(ExpressionToken name, ExpressionNode[] arguments)
    {
        if (Array.Find(arguments, argument => !argument.Type.IsNumeric()) is { } other)
            return Fail(name.Position, $"'{name.Text}' has an argument of type {NameOf(other)}; it must be a number.");
        if (name.Text is "min" or "max")
            return arguments.Aggregate((left, right) => Arithmetic(name, left, right)!);
        if (name.Text == "abs" && arguments[0] is ExpressionNode<long> whole)
            return new UnaryNode<long, long>(whole, NumberFunctions.Absolute);
        return new UnaryNode<double, double>(ToDouble(arguments[0]), NumberFunctions.OfDouble(name.Text));
    }

    private ExpressionNode? Fail(int position, string message)
    {
        Errors.Add(new ExpressionError(position, message));
        return null;
    }

    // Whole numbers among others become doubles; anything else must be of one type already.
    private static bool TryUnify(ExpressionNode[] nodes, out Array unified)
    {
        if (nodes.All(node => node.Type.IsNumeric()) && nodes.Any(node => node is ExpressionNode<double>))
        {
            unified = nodes.Select(ToDouble).ToArray();
            return true;
        }

        unified = nodes[0] switch
        {
            ExpressionNode<bool> => nodes.OfType<ExpressionNode<bool>>().ToArray(),
            ExpressionNode<long> => nodes.OfType<ExpressionNode<long>>().ToArray(),
            ExpressionNode<double> => nodes.OfType<ExpressionNode<double>>().ToArray(),
            ExpressionNode<FeatureTime> => nodes.OfType<ExpressionNode<FeatureTime>>().ToArray(),
            _ => nodes.OfType<ExpressionNode<string>>().ToArray(),
        };
        return unified.Length == nodes.Length;
    }

    private static ExpressionNode<double> ToDouble(ExpressionNode node) =>
        node as ExpressionNode<double> ?? new UnaryNode<long, double>((ExpressionNode<long>)node, NumberFunctions.ToDouble);

    private static string NameOf(ExpressionNode node) => EnumText.Of(node.Type);
}
