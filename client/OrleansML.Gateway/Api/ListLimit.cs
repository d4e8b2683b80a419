namespace OrleansML.Gateway.Api;

/// <summary>How many entries of a list a request asks for.</summary>
internal static class ListLimit
{
    private const int Default = 100;
    private const int Largest = 1_000;

    /// <summary>The number; 100 where it is left out.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: it is out of its range.</exception>
    public static int Require(int? limit) => limit is < 1 or > Largest
        ? throw new OrleansMLException(ErrorCode.InvalidRequest, $"'limit' is {limit}; it must lie between 1 and {Largest}.")
        : limit ?? Default;
}
