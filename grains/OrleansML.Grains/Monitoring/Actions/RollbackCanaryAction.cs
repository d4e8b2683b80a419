using System.Security.Cryptography;
using System.Text;
using OrleansML.Deployments;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Ends the canary of a model, if one is under way.</summary>
internal sealed class RollbackCanaryAction(IGrainFactory grains) : IDeedRunner
{
    public string Kind => DeedKinds.RollbackCanary;

    public async Task<DeedResult> DoAsync(MonitorDefinition definition, MonitorDeed deed)
    {
        var notice = deed.Notice;
        var deployment = grains.GetGrain<IDeploymentGrain>(notice.Model);
        try
        {
            var status = await deployment.GetStatus();
            if (status.Plan?.Canary is not { } canary)
                return DeedResult.Done("No canary is under way.");

            // Under the revision that was looked at: what else is deployed meanwhile is not undone.
            var reason = $"Incident {notice.Incident}: {notice.Text}";
            await deployment.Abort(new DeploymentChange
            {
                Operation = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Incident)).AsSpan(0, 16)),
                Reason = reason.Length <= DeploymentChange.MaximumTextLength ? reason : reason[..DeploymentChange.MaximumTextLength],
                Actor = "monitor",
                ExpectedRevision = status.Revision,
            });
            return DeedResult.Done($"The canary of version {canary.Version} is ended; the champion answers alone.");
        }
        catch (OrleansMLException exception) when (exception.Code is ErrorCode.ModelNotFound or ErrorCode.InvalidRequest)
        {
            return DeedResult.Failed(exception.Message, isFinal: true);
        }
    }
}
