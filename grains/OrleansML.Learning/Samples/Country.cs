namespace OrleansML.Learning.Samples;

/// <summary>A country of the generated world: its main city, its clock (without summer time), and its share of the cards.</summary>
internal sealed record Country(string Code, double Latitude, double Longitude, int UtcOffsetHours, double CardShare)
{
    public static readonly Country[] All =
    [
        new("DE", 52.5, 13.4, 1, 30),
        new("FR", 48.9, 2.4, 1, 18),
        new("GB", 51.5, -0.1, 0, 18),
        new("ES", 40.4, -3.7, 1, 10),
        new("IT", 41.9, 12.5, 1, 10),
        new("PL", 52.2, 21.0, 1, 6),
        new("US", 40.7, -74.0, -5, 4),
        new("TR", 41.0, 29.0, 3, 2),
        new("TH", 13.8, 100.5, 7, 0.5),
        new("BR", -23.6, -46.6, -3, 0.5),
        new("NG", 6.5, 3.4, 1, 0.5),
        new("VN", 10.8, 106.7, 7, 0.5),
    ];

    private static readonly double[] CardShares = [.. All.Select(country => country.CardShare)];

    // Thieves use other countries than travellers do, though the two overlap.
    private static readonly double[] TripShares = [8, 12, 10, 18, 16, 5, 10, 10, 6, 2, 0.5, 2.5];
    private static readonly double[] TheftShares = [3, 5, 8, 4, 5, 3, 16, 12, 12, 12, 10, 10];

    public static Country DrawHome(Random random) => All[random.NextIndex(CardShares)];

    public static Country DrawTrip(Random random, Country home) => DrawOther(random, home, TripShares);

    public static Country DrawTheft(Random random, Country home) => DrawOther(random, home, TheftShares);

    private static Country DrawOther(Random random, Country home, double[] shares)
    {
        while (true)
        {
            var country = All[random.NextIndex(shares)];
            if (country != home)
                return country;
        }
    }
}
