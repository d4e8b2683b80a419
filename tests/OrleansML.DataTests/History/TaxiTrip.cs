using System.Globalization;
using System.IO.Compression;
using OrleansML.Learning.Features;

namespace OrleansML.DataTests.History;

/// <summary>A trip of the New York yellow taxis.</summary>
internal sealed record TaxiTrip(int Zone, FeatureTime Pickup, FeatureTime Dropoff, double Distance, double Fare, string? Payment, string Destination)
{
    /// <summary>The trips of some months, in the order of their start.</summary>
    public static List<TaxiTrip> Read(params string[] months) =>
        [.. months.SelectMany(Rows).OrderBy(trip => trip.Pickup).ThenBy(trip => trip.Zone).ThenBy(trip => trip.Dropoff)];

    private static IEnumerable<TaxiTrip> Rows(string month)
    {
        using var file = new GZipStream(File.OpenRead(SharedData.PathOf("nyc-taxi", $"yellow_tripdata_sample_{month}.csv.gz")), CompressionMode.Decompress);
        using var lines = new StreamReader(file);
        string[] header = lines.ReadLine()!.Split(',');
        while (lines.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            string Cell(string column) => cells[Array.IndexOf(header, column)];
            double Number(string column) => double.Parse(Cell(column), CultureInfo.InvariantCulture);
            FeatureTime Time(string column) => DateTimeOffset.Parse(Cell(column), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

            yield return new TaxiTrip(
                (int)Number("pickup_location_id"), Time("pickup_datetime"), Time("dropoff_datetime"), Number("trip_distance"), Number("fare_amount"),
                Cell("payment_type") is { Length: > 0 } payment ? payment : null, Cell("dropoff_location_id"));
        }
    }
}
