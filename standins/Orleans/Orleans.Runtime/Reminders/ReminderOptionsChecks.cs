using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace Orleans.Runtime.Reminders;

/// <summary>Checks the settings of reminders and reports everything that is wrong with them at once.</summary>
internal sealed class ReminderOptionsChecks(IOptions<ReminderOptions> options) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        var settings = options.Value;
        (string Option, TimeSpan Value)[] positive =
        [
            (nameof(settings.RefreshReminderListPeriod), settings.RefreshReminderListPeriod),
            (nameof(settings.ReminderLoadingWindow), settings.ReminderLoadingWindow),
            (nameof(settings.InitializationTimeout), settings.InitializationTimeout),
        ];
        var violations = positive.Where(check => check.Value <= TimeSpan.Zero)
            .Select(check => $"{nameof(ReminderOptions)}.{check.Option} is {check.Value}; it must be greater than zero.").ToList();
        if (settings.MinimumReminderPeriod < TimeSpan.Zero)
        {
            violations.Add(
                $"{nameof(ReminderOptions)}.{nameof(settings.MinimumReminderPeriod)} is {settings.MinimumReminderPeriod}; it must not be negative.");
        }

        if (violations.Count > 0)
        {
            throw new OrleansConfigurationException(string.Join(Environment.NewLine, violations));
        }
    }
}
