namespace OrleansML.Learning.Features.Expressions;

/// <summary>Cuts an expression into words.</summary>
internal sealed class ExpressionTokenizer(string text)
{
    private static readonly string[] Symbols = ["<=", ">=", "!=", "==", "+", "-", "*", "/", "%", "<", ">", "=", "(", ")", ","];

    private int _next;

    public ExpressionToken Next()
    {
        while (_next < text.Length && char.IsWhiteSpace(text[_next]))
            _next++;

        var start = _next;
        if (start == text.Length)
            return new ExpressionToken(ExpressionTokenKind.End, "", start + 1);

        var first = text[start];
        if (char.IsAsciiLetter(first) || first == '_')
            return Take(ExpressionTokenKind.Name, start, static character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.');
        if (char.IsAsciiDigit(first) || first == '.')
            return TakeNumber(start);
        if (first is '\'' or '"')
            return TakeText(start, first);

        foreach (var symbol in Symbols)
        {
            if (text.AsSpan(start).StartsWith(symbol))
            {
                _next += symbol.Length;
                return new ExpressionToken(ExpressionTokenKind.Symbol, symbol, start + 1);
            }
        }

        throw new ExpressionSyntaxException(start + 1, $"'{first}' has no meaning here.");
    }

    private ExpressionToken Take(ExpressionTokenKind kind, int start, Func<char, bool> belongs)
    {
        while (_next < text.Length && belongs(text[_next]))
            _next++;
        return new ExpressionToken(kind, text[start.._next], start + 1);
    }

    private ExpressionToken TakeNumber(int start)
    {
        while (_next < text.Length && (char.IsAsciiLetterOrDigit(text[_next]) || text[_next] == '.' || ((text[_next] is '+' or '-') && (text[_next - 1] is 'e' or 'E'))))
            _next++;
        return new ExpressionToken(ExpressionTokenKind.Number, text[start.._next], start + 1);
    }

    private ExpressionToken TakeText(int start, char quote)
    {
        for (_next++; _next < text.Length; _next++)
        {
            if (text[_next] != quote)
                continue;
            if (_next + 1 < text.Length && text[_next + 1] == quote)
            {
                _next++;
                continue;
            }

            _next++;
            var doubled = new string(quote, 2);
            return new ExpressionToken(ExpressionTokenKind.Text, text[(start + 1)..(_next - 1)].Replace(doubled, quote.ToString(), StringComparison.Ordinal), start + 1);
        }

        throw new ExpressionSyntaxException(start + 1, $"the text that starts here has no closing {quote}.");
    }
}
