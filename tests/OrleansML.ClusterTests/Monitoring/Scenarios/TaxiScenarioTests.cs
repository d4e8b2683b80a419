using OrleansML.Testing;
using Xunit.Abstractions;

namespace OrleansML.ClusterTests.Monitoring.Scenarios;

/// <summary>
/// Taxi trips: a fare model of 2018, and a day for each of the fifteen months that follow. In April 2020 the city stands still: who pays how and where trips begin changes,
/// and trips without a vendor, which are hard to predict, become many. Expected numbers were counted outside of the platform on the same rows (2.5 to 200 of fare, 0 to 100 of
/// distance; reference all of 2018; natural logarithm, empty shares 0.0001, missing a category of its own).
/// </summary>
public sealed class TaxiScenarioTests(ITestOutputHelper output)
{
    private const string Clean = "fare_amount between 2.5 and 200 and trip_distance > 0 and trip_distance < 100";

    private static readonly string[] Months =
    [
        "2019-04", "2019-05", "2019-06", "2019-07", "2019-08", "2019-09", "2019-10", "2019-11", "2019-12", "2020-01", "2020-02", "2020-03", "2020-04", "2020-05", "2020-06",
    ];

    private static readonly (int Rows, double Payment, double Pickup)[] Expected =
    [
        (9_927, 0.003, 0.020), (9_909, 0.006, 0.018), (9_887, 0.002, 0.026), (9_874, 0.025, 0.027), (9_862, 0.030, 0.033), (9_867, 0.023, 0.025),
        (9_887, 0.032, 0.027), (9_858, 0.026, 0.026), (9_872, 0.027, 0.027), (9_868, 0.049, 0.026), (9_869, 0.062, 0.030), (9_864, 0.077, 0.037),
        (9_680, 0.577, 0.760), (9_670, 1.338, 0.803), (9_650, 0.639, 0.426),
    ];

    private static readonly ScenarioFile File = new(
        ["trip_distance", "passenger_count"], ["vendor_id", "payment_type", "rate_code_id", "pickup_location_id", "dropoff_location_id"], "fare_amount");

    [SharedDataFact]
    public async Task Stream_FifteenMonths_AlarmsFromAprilOfTwentyTwentyAndInTheSegmentWithoutAVendorOnly()
    {
        await using var scenario = await Scenario.StartAsync(
            "fare",
            $$"""
            model: fare
            task: regression
            data:
              path: {{SharedData.PathOf("nyc-taxi", "yellow_tripdata_sample_201[89]-*.csv.gz")}}
              format: csv
              where: {{Clean}}
              label: fare_amount
              segments: [vendor_id]
              time: pickup_datetime
            split: { by: time, validation: 2019-01-01, test: 2019-02-01, until: 2019-04-01 }
            inputs: { numeric: [trip_distance, passenger_count], categorical: [vendor_id, payment_type, rate_code_id, pickup_location_id, dropoff_location_id], maximum_categories: 100 }
            network: { kind: mlp, hidden: [64, 32] }
            optimizer: { kind: adam, learning_rate: 0.002, schedule: cosine }
            plan: { epochs: 3, batch_rows: 1024, shards: 2 }
            """,
            """
            model: fare
            window: 1d
            lateness: 0s
            segments: [vendor_id]
            label: { column: fare_amount, task: regression }
            rules:
              drift: { metric: psi, at: 0.2, columns: [payment_type, pickup_location_id, trip_distance], segments: [all], for: 1, until: 1 }
              errors: { metric: rmse, at: 6, minimum_rows: 300, for: 1, until: 1 }
            """);

        foreach (var month in Months)
        {
            await scenario.RunDayAsync(File.Read(
                SharedData.PathOf("nyc-taxi", $"yellow_tripdata_sample_{month}.csv.gz"),
                "TRY_CAST(fare_amount AS DOUBLE) BETWEEN 2.5 AND 200 AND TRY_CAST(trip_distance AS DOUBLE) > 0 AND TRY_CAST(trip_distance AS DOUBLE) < 100"));
        }

        // 12 is April 2020. Single vendors, the whole and the months before have errors and shares of their own that stay below.
        Assert.Equal([("drift", "all", 12, null), ("errors", "vendor_id=(missing)", 12, null)], await scenario.IncidentsAsync());
        for (var day = 0; day < Months.Length; day++)
        {
            var report = await scenario.ReportAsync(day);
            var (rows, payment, pickup) = Expected[day];
            Assert.Equal(rows, report.Rows);
            Assert.Equal(payment, Scenario.PsiOf(report, "payment_type"), 0.0006);

            // The 50 most frequent of 249 places are kept apart, which takes some off.
            Assert.InRange(Scenario.PsiOf(report, "pickup_location_id"), pickup * 0.6, pickup * 1.02);
            Assert.InRange(Scenario.PsiOf(report, "trip_distance"), 0, 0.1);
        }

        var missing = await scenario.ReportAsync(12, "vendor_id=(missing)");
        output.WriteLine($"April 2020, no vendor: {missing.Rows} rows, RMSE {missing.Performance.Single(static metric => metric.Metric == "rmse").Value:F2}");
        Assert.Equal(774, missing.Rows);
        var incident = Assert.Single(await scenario.Monitor.GetIncidents(null, 10), static incident => incident.Rule == "drift");
        Assert.Equal(["payment_type", "pickup_location_id"], incident.Evidence.Columns.Where(static column => column.Value >= 0.2).Select(static column => column.Name).Order(StringComparer.Ordinal));
    }
}
