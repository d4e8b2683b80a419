using System.Globalization;

namespace OrleansML.Learning.Features.Expressions;

/// <summary>Recursive descent over the grammar. A part whose types do not fit is null; the binder has noted why, and reading goes on.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] Keywords = ["if", "then", "else", "and", "or", "not", "true", "false"];
    private static readonly string[] Comparisons = ["=", "==", "!=", "<", "<=", ">", ">="];

    private readonly ExpressionTokenizer _tokens;
    private readonly ExpressionBinder _binder;
    private ExpressionToken _current;
    private int _depth;

    public ExpressionParser(string text, ExpressionBinder binder)
    {
        _tokens = new ExpressionTokenizer(text);
        _binder = binder;
        _current = _tokens.Next();
    }

    public static bool IsKeyword(string text) => Keywords.Contains(text);

    public ExpressionNode? Parse()
    {
        var root = ParseExpression();
        return _current.Kind == ExpressionTokenKind.End ? root : throw Unexpected("an operator or the end");
    }

    private ExpressionNode? ParseExpression() => Nested(() =>
    {
        if (!_current.Is("if"))
            return ParseOr();

        var position = Advance().Position;
        var condition = ParseExpression();
        Expect("then");
        var then = ParseExpression();
        Expect("else");
        return _binder.If(position, condition, then, ParseExpression());
    });

    private ExpressionNode? ParseOr() => ParseChain(["or"], ParseAnd, _binder.Logic);

    private ExpressionNode? ParseAnd() => ParseChain(["and"], ParseNot, _binder.Logic);

    private ExpressionNode? ParseNot()
    {
        if (!_current.Is("not"))
            return ParseComparison();

        var position = Advance().Position;
        return Nested(() => _binder.Not(position, ParseNot()));
    }

    private ExpressionNode? ParseComparison()
    {
        var left = ParseSum();
        if (_current.Kind != ExpressionTokenKind.Symbol || !Comparisons.Contains(_current.Text))
            return left;

        var symbol = Advance();
        return _binder.Compare(symbol, left, ParseSum());
    }

    private ExpressionNode? ParseSum() => ParseChain(["+", "-"], ParseProduct, _binder.Arithmetic);

    private ExpressionNode? ParseProduct() => ParseChain(["*", "/", "%"], ParseUnary, _binder.Arithmetic);

    private ExpressionNode? ParseUnary()
    {
        if (!_current.Is("-"))
            return ParsePrimary();

        var position = Advance().Position;
        return Nested(() => _binder.Negate(position, ParseUnary()));
    }

    private ExpressionNode? ParsePrimary()
    {
        if (_current.Kind == ExpressionTokenKind.Number)
            return ParseNumber(Advance());
        if (_current.Kind == ExpressionTokenKind.Text)
            return new ConstantNode<string>(Advance().Text);
        if (_current.Is("("))
        {
            Advance();
            var inner = ParseExpression();
            Expect(")");
            return inner;
        }

        if (_current.Kind != ExpressionTokenKind.Name || (IsKeyword(_current.Text) && _current.Text is not ("true" or "false")))
            throw Unexpected("a value");

        var name = Advance();
        if (name.Text is "true" or "false")
            return new ConstantNode<bool>(name.Text == "true");
        return _current.Is("(") ? _binder.Call(name, ParseArguments()) : _binder.Reference(name);
    }

    private List<ExpressionNode?> ParseArguments()
    {
        var arguments = new List<ExpressionNode?>();
        Advance();
        if (!_current.Is(")"))
        {
            arguments.Add(ParseExpression());
            while (_current.Is(","))
            {
                Advance();
                arguments.Add(ParseExpression());
            }
        }

        Expect(")");
        return arguments;
    }

    private static ExpressionNode ParseNumber(ExpressionToken token)
    {
        if (long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            return new ConstantNode<long>(whole);
        if (double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return new ConstantNode<double>(number);

        throw new ExpressionSyntaxException(token.Position, $"'{token.Text}' is not a number.");
    }

    private ExpressionNode? ParseChain(
        string[] symbols, Func<ExpressionNode?> part, Func<ExpressionToken, ExpressionNode?, ExpressionNode?, ExpressionNode?> combine)
    {
        var left = part();
        while (_current.Kind is ExpressionTokenKind.Symbol or ExpressionTokenKind.Name && symbols.Contains(_current.Text))
        {
            var symbol = Advance();
            left = combine(symbol, left, part());
        }

        return left;
    }

    private ExpressionNode? Nested(Func<ExpressionNode?> parse)
    {
        if (++_depth > FeatureExpression.MaximumDepth)
            throw new ExpressionSyntaxException(_current.Position, $"the expression nests deeper than {FeatureExpression.MaximumDepth} levels.");

        var node = parse();
        _depth--;
        return node;
    }

    private ExpressionToken Advance()
    {
        var token = _current;
        _current = _tokens.Next();
        return token;
    }

    private void Expect(string text)
    {
        if (!_current.Is(text))
            throw Unexpected($"'{text}'");
        Advance();
    }

    private ExpressionSyntaxException Unexpected(string expected) => new(_current.Position, $"{_current} stands where {expected} should.");
}
