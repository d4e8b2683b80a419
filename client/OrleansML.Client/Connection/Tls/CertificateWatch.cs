using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansML.Client;

/// <summary>Takes over certificate files that were replaced, and warns some days before the certificate in use expires.</summary>
internal sealed partial class CertificateWatch(ClusterCertificates certificates, TimeProvider time, ILogger<CertificateWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    private DateTime _warnedOf;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        do
        {
            if (certificates.Refresh() is { } violations)
                Report(violations);
            WarnOfExpiry();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Report(IReadOnlyList<string> violations)
    {
        if (violations.Count == 0)
            LogTakenOver(certificates.Own.Subject, certificates.Own.NotAfter.ToUniversalTime());
        foreach (var violation in violations)
            LogRefused(violation);
    }

    private void WarnOfExpiry()
    {
        var end = certificates.Own.NotAfter.ToUniversalTime();
        if (end == _warnedOf || end - time.GetUtcNow().UtcDateTime > Notice)
            return;

        _warnedOf = end;
        LogExpires(certificates.Own.Subject, end);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "New connections use the certificate '{Subject}', valid until {End:u}.")]
    private partial void LogTakenOver(string subject, DateTime end);

    [LoggerMessage(Level = LogLevel.Error, Message = "The certificate files changed and are not taken over: {Violation}")]
    private partial void LogRefused(string violation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The certificate '{Subject}' is valid until {End:u}; replace its file before.")]
    private partial void LogExpires(string subject, DateTime end);
}
