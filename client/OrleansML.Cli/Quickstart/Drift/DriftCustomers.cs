namespace OrleansML.Cli.Quickstart.Drift;

/// <summary>
/// Customers of a company in three regions. Who pays much, is new or calls often leaves more often. When prices change in the south, customers there pay 25
/// to 35 more, and it is the old ones that leave. The same seed gives the same customers.
/// </summary>
internal sealed class DriftCustomers(int seed)
{
    public const string DriftedRegion = "south";

    /// <summary>The region as monitor and gate name it.</summary>
    public const string DriftedSegment = $"region={DriftedRegion}";

    private static readonly string[] Regions = ["north", DriftedRegion, "west"];
    private static readonly (string Name, double Price)[] Plans = [("basic", 20), ("plus", 35), ("pro", 60)];

    private readonly Random _random = new(seed);

    /// <summary>Customers.</summary>
    /// <param name="count">How many.</param>
    /// <param name="hasDrifted">Whether prices have changed in the south.</param>
    public DriftCustomer[] Take(int count, bool hasDrifted) => [.. Enumerable.Range(0, count).Select(_ => Next(hasDrifted))];

    private DriftCustomer Next(bool hasDrifted)
    {
        var region = Regions[_random.Next(Regions.Length)];
        var (plan, price) = Plans[_random.Next(Plans.Length)];
        var tenure = _random.Next(0, 72);
        var tickets = _random.Next(0, 8) * _random.Next(0, 2);
        var monthly = Math.Round(price + (_random.NextDouble() * 10), 2);
        var isRaised = hasDrifted && region == DriftedRegion;
        if (isRaised)
            monthly = Math.Round(monthly + 25 + (_random.NextDouble() * 10), 2);
        var leaves = isRaised
            ? (0.1 * (tenure - 36)) + (0.2 * tickets)
            : (0.03 * (monthly - 40)) - (0.1 * (tenure - 24)) + (0.4 * (tickets - 2));
        return new DriftCustomer(region, plan, tenure, monthly, tickets, _random.NextDouble() < 1 / (1 + Math.Exp(-leaves)));
    }
}
