namespace OrleansML.Learning.Features.Expressions;

/// <summary>
/// A typed expression over the values of one entity and its request. Parsed and checked once; evaluating it allocates nothing unless it makes text.
/// <para>
/// Literals: <c>12</c> (long), <c>1.5</c> (double), <c>'text'</c> (a quote inside is doubled), <c>true</c>, <c>false</c>. Operators from the
/// loosest: <c>if c then a else b</c>, <c>or</c>, <c>and</c>, <c>not</c>, <c>= != &lt; &lt;= &gt; &gt;=</c>, <c>+ -</c>, <c>* / %</c>, unary <c>-</c>.
/// Functions: <c>min</c>, <c>max</c> (two or more), <c>abs</c>, <c>log</c> (natural), <c>exp</c>, <c>sqrt</c>, <c>floor</c>, <c>coalesce</c>,
/// <c>is_missing</c>, <c>lower</c>, <c>concat</c>, <c>seconds_between(later, earlier)</c>, <c>now()</c>.
/// </para>
/// <para>
/// Numbers compute as long when both are whole, else as double; <c>/</c> always gives double, <c>%</c> has the sign of its left side. Text and
/// truth values compare by = and != only, text by ordinal. A missing operand makes the result missing, except: <c>false and x</c> is false,
/// <c>true or x</c> is true, <c>coalesce</c> gives its first value that is there, <c>is_missing</c> is true. An <c>if</c> whose condition is missing
/// is missing. What has no finite result (division by zero, the logarithm of 0, an overflow) is missing.
/// </para>
/// </summary>
public sealed class FeatureExpression
{
    /// <summary>Longest text in characters.</summary>
    public const int MaximumLength = 4000;

    /// <summary>Deepest nesting.</summary>
    public const int MaximumDepth = 50;

    private readonly ExpressionNode _root;

    private FeatureExpression(string text, ExpressionNode root, IReadOnlyCollection<string> names)
    {
        Text = text;
        Names = names;
        _root = root;
    }

    /// <summary>The text that was parsed.</summary>
    public string Text { get; }

    /// <summary>Type of the result: bool, long, double, string or timestamp.</summary>
    public FeatureType Type => _root.Type;

    /// <summary>Names that it reads, each once, sorted.</summary>
    public IReadOnlyCollection<string> Names { get; }

    /// <summary>Parses an expression and checks its types.</summary>
    /// <param name="text">The expression, at most <see cref="MaximumLength"/> characters.</param>
    /// <param name="slots">What it may read, in the order of the values that <see cref="Evaluate"/> gets.</param>
    /// <exception cref="FeatureExpressionException">It is not an expression, or its types do not fit; holds every error with its position.</exception>
    public static FeatureExpression Parse(string text, IReadOnlyList<FeatureSlot> slots)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(slots);
        var binder = new ExpressionBinder(slots);
        try
        {
            if (text.Length > MaximumLength)
                throw new ExpressionSyntaxException(MaximumLength + 1, $"the expression has {text.Length} characters; {MaximumLength} are allowed.");

            var root = new ExpressionParser(text, binder).Parse();
            if (root is not null && binder.Errors.Count == 0)
                return new FeatureExpression(text, root, binder.Names);
        }
        catch (ExpressionSyntaxException exception)
        {
            binder.Errors.Add(new ExpressionError(exception.Position, exception.Message));
        }

        throw new FeatureExpressionException(text, [.. binder.Errors.OrderBy(error => error.Position)]);
    }

    /// <summary>Names that a text reads, each once, without a check; of a text that is no expression, those before the fault.</summary>
    public static IReadOnlyCollection<string> NamesIn(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var names = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            var tokens = new ExpressionTokenizer(text);
            for (var token = tokens.Next(); token.Kind != ExpressionTokenKind.End;)
            {
                var next = tokens.Next();
                if (token.Kind == ExpressionTokenKind.Name && !ExpressionParser.IsKeyword(token.Text) && next.Text != "(")
                    names.Add(token.Text);
                token = next;
            }
        }
        catch (ExpressionSyntaxException)
        {
            // Parsing reports it, with its position.
        }

        return names;
    }

    /// <summary>Computes the expression.</summary>
    /// <param name="values">A value for each slot.</param>
    /// <param name="now">What <c>now()</c> gives.</param>
    /// <returns>A value of <see cref="Type"/>, or missing.</returns>
    public FeatureValue Evaluate(ReadOnlySpan<FeatureValue> values, FeatureTime now) => _root.Evaluate(new ExpressionInput(values, now));
}
